/// The number of items that people have still to label until a job completes.
///
/// The learning curve is followed to the error rate at which a round labels all that is open; then
/// draws of the check are added. The range goes from half of that to one and a half times, and
/// so much more as a failed check may take. Its numbers were fixed on 28 simulated jobs of headlines, those
/// of audits alone on 10; `ForecastTests` says how often the range held the truth in others, also where each
/// label has to reach the target.
struct LabelForecast {
  let curve: LearningCurve
  /// The accuracy asked of the auto-labels, 0–1.
  let target: Double
  let method: PromiseReport.Method
  /// The items labeled by people, and those that are labeled by the model or not at all.
  let human: Int
  let open: Int
  /// The latest check of the frozen auto-labels, if the target is the one that it is for.
  let check: PromiseReport.ClosingReport?

  /// The human labels of the latest round.
  let labelsOfRound: Int

  /// The share of the allowed error at which the bound of all open items reaches the target.
  private var margin: Double { method == .audited ? 0.4 : 0.7 }
  /// The draws of the check: as many as it often takes, or with audits alone those of all attempts.
  private var draws: Double { (method == .audited ? 30 : 4) / (1 - target) }

  /// The ends of the range as multiples of the estimate, and the checks that the upper end allows for.
  private static let (least, most, checks) = (0.5, 1.5, 2.0)

  var labels: ForecastRange {
    let open = Double(open)
    let check = min(open / 2, draws)
    if let running = self.check, running.passed == nil { return during(running, first: check) }
    let sinceRound = Double(human - labelsOfRound)
    let learning = curve.labels(untilErrorIs: margin * (1 - target))
      .map { max(0, $0 - sinceRound) }
    let value = min(open, (learning ?? open) + check)
    return ForecastRange(
      low: value * Self.least, value: value,
      high: min(open, value * Self.most + Self.checks * draws))
  }

  /// A check ends with its first draws, or goes on to its last one, or fails, and more labels are asked
  /// for before the next one.
  private func during(
    _ check: PromiseReport.ClosingReport, first: Double
  ) -> ForecastRange {
    let open = Double(open)
    let rest = Double(max(0, check.most - check.drawn))
    let least = method == .audited ? rest : max(0, first - Double(check.drawn))
    let most = rest + Self.checks * first
    return ForecastRange(
      low: min(open, least * Self.least), value: min(open, least), high: min(open, most))
  }
}
