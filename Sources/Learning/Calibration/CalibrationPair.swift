/// What the model said of a row just before a person answered, and whether it was right.
package struct CalibrationPair: Sendable, Equatable {
  package let row: Int
  /// The label that the model predicted.
  package let predicted: Int
  package let surety: Surety
  /// How many human labels the model was trained on.
  package let labelCount: Int
  package let isRight: Bool

  package init(row: Int, predicted: Int, surety: Surety, labelCount: Int, isRight: Bool) {
    self.row = row
    self.predicted = predicted
    self.surety = surety
    self.labelCount = labelCount
    self.isRight = isRight
  }
}
