/// The accuracy of the model's labels.
package struct QualityReport: Sendable, Equatable, Codable {
  /// The accuracy that the job asks of its auto-labels, 0–1.
  package var target: Double
  package var estimatedAccuracy: Double?
  package var lowerBound: Double?
  /// The evidence for the accuracy; nil before the first round, and in rounds of earlier versions.
  package var promise: PromiseReport?

  package init(
    target: Double, estimatedAccuracy: Double? = nil, lowerBound: Double? = nil
  ) {
    self.target = target
    self.estimatedAccuracy = estimatedAccuracy
    self.lowerBound = lowerBound
  }
}
