/// The meaning of an auto-label's `confidence` in the output manifest.
package enum MachineConfidence: String, Sendable, Equatable, CaseIterable {
  /// The calibrated probability that the label is right, 0–1.
  case probability
  /// The margin p₁ − p₂, as in the Ground Truth sample, 0–1.
  case margin
}
