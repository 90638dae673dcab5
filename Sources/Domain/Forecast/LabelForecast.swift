/// The number of items that people have still to label until a job completes.
///
/// The learning curve is followed to the error rate at which a round labels all that is open; then
/// the first draws of the check are added. The range is what jobs with known labels took, beside what this
/// said after each of their rounds (`ForecastTests` says how often it held the truth).
struct LabelForecast {
  let curve: LearningCurve
  /// The accuracy asked of the auto-labels, 0–1.
  let target: Double
  /// The items labeled by people, and those that are labeled by the model or not at all.
  let human: Int
  let open: Int
  /// The latest check of the frozen auto-labels, if the target is the one that it is for.
  let check: PromiseReport.ClosingReport?

  /// The share of the allowed error at which a bound reaches its target.
  private static let margin = 0.75
  /// The ends of the range as multiples of the estimate.
  private static let (least, most) = (0.6, 1.8)

  var labels: ForecastRange {
    let open = Double(open)
    if let check, check.passed == nil { return duringCheck(check, open) }
    let allowed = 1 - target
    let learning = curve.labels(untilErrorIs: Self.margin * allowed)
    let value = min(open, (learning ?? open) + min(open / 2, 4 / allowed))
    return ForecastRange(
      low: min(open, value * Self.least), value: value, high: min(open, value * Self.most))
  }

  /// A check ends with its draws, or goes on to its last one, or fails.
  private func duringCheck(
    _ check: PromiseReport.ClosingReport, _ open: Double
  ) -> ForecastRange {
    let first = Double(max(0, min(check.most, Int(4 / (1 - target))) - check.drawn))
    let last = Double(max(0, check.most - check.drawn))
    return ForecastRange(low: min(open, first), value: min(open, first), high: min(open, 3 * last))
  }
}
