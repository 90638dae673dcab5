package import Domain

/// The accuracy of the model's labels, in words; of several texts, each is shorter than the one
/// before.
package struct QualityText: Sendable {
  private let quality: QualityReport

  package init(_ quality: QualityReport) {
    self.quality = quality
  }

  /// One line for `status`.
  package var sentence: String {
    let audits = audits.map { "; audits \($0[0])" } ?? ""
    let estimate = quality.estimatedAccuracy == nil ? "" : "estimated "
    return "target \(target); \(estimate)\(estimates[0])\(audits)"
  }

  var target: String { NumberText.percent(quality.target) }

  var estimates: [String] {
    guard let accuracy = quality.estimatedAccuracy else { return ["no auto-labels yet"] }
    let estimate = NumberText.percent(accuracy)
    guard let bound = quality.lowerBound.map(NumberText.percent) else { return [estimate] }
    return ["\(estimate), at least \(bound)", "\(estimate) (≥ \(bound))"]
  }

  /// The estimate's lower bound reaches the target; true without an estimate.
  var isOnTarget: Bool { quality.lowerBound.map { $0 >= quality.target } ?? true }

  /// The results of the audits; nil before the first.
  var audits: [String]? {
    guard quality.audited > 0 else { return nil }
    let all = NumberText.count(quality.audited)
    let right = NumberText.count(quality.auditedCorrect)
    let share = NumberText.percent(Double(quality.auditedCorrect) / Double(quality.audited))
    return [
      "\(right) of \(all) right (\(share))", "\(right) of \(all) (\(share))", "\(share) of \(all)",
    ]
  }
}
