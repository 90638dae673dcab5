/// A file that a round keeps; each step of a round writes one.
package enum RoundFile: String, Sendable, CaseIterable {
  /// The human labels to train on.
  case labels
  /// Predictions of earlier rounds for items that people labeled afterwards.
  case calibration
  case model
  /// A probability for each label of each item of the pool.
  case predictions
  /// The auto-labels and their confidences.
  case autoLabels
  /// The values to publish: counts, the next tasks, the report.
  case publication
  /// The evidence of the accuracy.
  case promise
}

extension RoundFile {
  package var kind: FileKind {
    switch self {
    case .labels: .labels
    case .calibration: .calibration
    case .model: .model
    case .predictions: .predictions
    case .autoLabels: .autoLabels
    case .publication: .publication
    case .promise: .promise
    }
  }
}
