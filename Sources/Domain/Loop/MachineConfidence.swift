/// What the `confidence` of an auto-label says in the output manifest.
package enum MachineConfidence: String, Sendable, Equatable, CaseIterable {
  /// The calibrated probability that the label is right.
  case probability
  /// p₁ − p₂, as Amazon's sample has it.
  case margin
}
