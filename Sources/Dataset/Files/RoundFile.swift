/// What a round keeps, one file a step.
package enum RoundFile: String, Sendable, CaseIterable {
  /// The human labels that it is trained on.
  case labels
  /// What earlier rounds predicted of items that people have since labeled.
  case calibration
  case model
  /// The pool's probabilities.
  case predictions
  /// The labels that it gives, with confidences.
  case autoLabels
  /// What it publishes.
  case publication
}
