/// A prediction made before the row's annotation was known, and whether the annotation agreed.
///
/// Such pairs make a prequential evaluation: Dawid, *Statistical Theory: The Prequential Approach*,
/// 1984. `CrossValidation` makes the pairs of the first round.
package struct CalibrationPair: Sendable, Equatable {
  package let row: Int
  /// The most probable label.
  package let predicted: Int
  package let confidence: ConfidenceFeatures
  /// The number of human labels that the model was trained on.
  package let labelCount: Int
  package let isRight: Bool

  package init(
    row: Int, predicted: Int, confidence: ConfidenceFeatures, labelCount: Int, isRight: Bool
  ) {
    self.row = row
    self.predicted = predicted
    self.confidence = confidence
    self.labelCount = labelCount
    self.isRight = isRight
  }
}
