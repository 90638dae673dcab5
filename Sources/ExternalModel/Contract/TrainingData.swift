/// The data that a model is trained on.
package struct TrainingData: Sendable {
  /// Augmented-manifest lines without line ends.
  package var train: [[UInt8]]
  /// Lines that are held back from `train`, for the model to check itself with.
  package var validation: [[UInt8]]

  package init(train: [[UInt8]], validation: [[UInt8]]) {
    self.train = train
    self.validation = validation
  }
}
