package import Foundation

/// The figures of one published round.
package struct RoundReport: Sendable, Equatable, Codable {
  package var number: Int
  package var publishedAt: Date
  /// Human labels that it was trained on.
  package var trainedOn: Int
  /// Auto-labels when it was published.
  package var autoLabeled: Int
  /// Human labels when it was published.
  package var humanLabeled: Int
  /// Tasks chosen for people.
  package var selected: Int
  /// Estimated accuracy of the auto-labels, 0–1, and its lower bound; nil without auto-labels.
  package var estimatedAccuracy: Double?
  package var lowerBound: Double?
  package var seconds: Double
  /// The pool's calibrated P(right), 20 equal bins over 0–1.
  package var confidenceHistogram: [Int]
  /// The least P(right) that was auto-labeled; nil without auto-labels.
  package var threshold: Double?
  /// The model that gave the labels, as the job names it; nil in files of the first version, which
  /// had only the built-in one.
  package var model: String?
  /// The evidence for the accuracy; nil in rounds that were published, where `QualityReport` has that of
  /// the latest.
  package var promise: PromiseReport?

  package init(
    number: Int, publishedAt: Date, trainedOn: Int, autoLabeled: Int, humanLabeled: Int,
    selected: Int, estimatedAccuracy: Double? = nil, lowerBound: Double? = nil,
    seconds: Double = 0, confidenceHistogram: [Int] = [], threshold: Double? = nil,
    model: String? = nil
  ) {
    self.number = number
    self.publishedAt = publishedAt
    self.trainedOn = trainedOn
    self.autoLabeled = autoLabeled
    self.humanLabeled = humanLabeled
    self.selected = selected
    self.estimatedAccuracy = estimatedAccuracy
    self.lowerBound = lowerBound
    self.seconds = seconds
    self.confidenceHistogram = confidenceHistogram
    self.threshold = threshold
    self.model = model
  }
}
