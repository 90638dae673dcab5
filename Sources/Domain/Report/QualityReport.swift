/// The accuracy of the model's labels.
package struct QualityReport: Sendable, Equatable, Codable {
  /// The accuracy that the job asks of its auto-labels, 0–1.
  package var target: Double
  package var estimatedAccuracy: Double?
  package var lowerBound: Double?
  /// Auto-labels that were checked by people unseen, and how many of them were right.
  package var audited: Int
  package var auditedCorrect: Int
  /// The evidence for the accuracy; nil before the first round, and in rounds of earlier versions.
  package var promise: PromiseReport?

  package init(
    target: Double, estimatedAccuracy: Double? = nil, lowerBound: Double? = nil, audited: Int = 0,
    auditedCorrect: Int = 0
  ) {
    self.target = target
    self.estimatedAccuracy = estimatedAccuracy
    self.lowerBound = lowerBound
    self.audited = audited
    self.auditedCorrect = auditedCorrect
  }
}
