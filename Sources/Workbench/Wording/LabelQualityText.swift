package import Domain

/// Precision and recall of a label's auto-labels, in words.
package enum LabelQualityText {
  /// Returns a share with its interval at 95 %.
  package static func share(_ estimate: PromiseReport.Estimate?) -> String {
    guard let estimate else { return "too few to tell" }
    func whole(_ share: Double) -> String { "\(NumberText.whole(share * 100))" }
    return "\(whole(estimate.value)) % (\(whole(estimate.low))–\(whole(estimate.high)))"
  }

  /// Returns a line for `status`.
  static func sentence(_ quality: PromiseReport.LabelQuality) -> String {
    "precision \(share(quality.precision)), recall \(share(quality.recall))"
  }
}
