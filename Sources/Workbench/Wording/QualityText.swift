package import Domain

/// The accuracy of the model's labels and how it is known, in words; of several texts, each is
/// shorter than the one before.
package struct QualityText: Sendable {
  /// The repeats from which an error rate is told though none differs.
  private static let leastRepeats = 10

  private let report: ProjectReport
  private var quality: QualityReport { report.quality }

  package init(_ report: ProjectReport) {
    self.report = report
  }

  /// One line for `status`.
  package var sentence: String {
    let audits = audits.map { "; audits: \($0[0])" } ?? ""
    let isEstimated = quality.estimatedAccuracy != nil && report.counts.auto > 0
    let estimate = isEstimated ? "estimated " : ""
    return "target \(target); \(estimate)\(estimates[0])\(audits)"
  }

  var target: String { NumberText.percent(quality.target) }

  /// The estimate and the bound that is promised, or why there is none.
  package var estimates: [String] {
    let hasNone = report.status.isOver && report.counts.auto == 0
    if let hold = quality.promise?.hold, !hasNone {
      return HoldText(hold, labels: report.labels).texts
    }
    guard let accuracy = quality.estimatedAccuracy, report.counts.auto > 0 else {
      return [report.status.isOver ? "no auto-labels" : "no auto-labels yet"]
    }
    let estimate = NumberText.percent(accuracy)
    let known = quality.promise == nil ? quality.lowerBound : quality.promise?.bound
    guard let bound = known.map(NumberText.percent) else { return [estimate] }
    let below = isOnTarget ? "" : "; below the target"
    return [
      "\(estimate), at least \(bound)\(below)", "\(estimate) (≥ \(bound))\(below)",
      "\(estimate) (≥ \(bound))",
    ]
  }

  /// The estimate's lower bound reaches the target; true without an estimate.
  var isOnTarget: Bool {
    if quality.promise?.hold != nil { return false }
    return quality.lowerBound.map { $0 >= quality.target } ?? true
  }

  /// The results of the audits, weighted to all auto-labels; nil before the first.
  package var audits: [String]? {
    guard let audits = quality.promise?.audits else { return nil }
    let all = NumberText.count(audits.count)
    let share = NumberText.percent(audits.accuracy)
    let bound = NumberText.percent(audits.lowerBound)
    let range = audits.upperBound.map { "\(bound) to \(NumberText.percent($0))" }
    return [
      "\(share) right by \(all) random checks, weighted to all auto-labels; \(range ?? "at least \(bound)")",
      "\(share) of all, by \(all) weighted checks (\(range ?? "≥ \(bound)"))",
      "\(share) by \(all) checks (\(range ?? "≥ \(bound)"))",
      "\(share) (\(range ?? "≥ \(bound)"))", "\(share) (≥ \(bound))",
    ]
  }

  /// The fewest audits from which estimate and audits are compared.
  private static let leastAudits = 20

  /// Whether the audits exclude the estimate.
  var isContradicted: Bool {
    guard let (estimate, audits) = compared else { return false }
    return audits.count >= Self.leastAudits && estimate > audits.upperBound ?? 1
  }

  /// The side to believe where the estimate and the audits of the same labels stand beside each other;
  /// nil where one of them is missing.
  package var comparison: [String]? {
    guard let (estimate, audits) = compared else { return nil }
    if audits.count < Self.leastAudits {
      return ["too few audits to judge the estimate by", "too few audits"]
    }
    if isContradicted {
      return ["they differ: believe the audits, which are lower", "believe the audits"]
    }
    return estimate < audits.lowerBound
      ? ["audits are better than the estimate, which is cautious", "the estimate is cautious"]
      : ["they agree: the estimate lies in the audits' range", "they agree"]
  }

  private var compared: (estimate: Double, audits: PromiseReport.AuditReport)? {
    guard let promise = quality.promise, promise.hold == nil, report.counts.auto > 0,
      let estimate = quality.estimatedAccuracy, let audits = promise.audits
    else { return nil }
    return (estimate, audits)
  }

  /// The check of all auto-labels before the job ends; nil before the first.
  package var check: [String]? {
    guard let check = quality.promise?.closing else { return nil }
    let found = "\(NumberText.count(check.wrong)) of \(NumberText.count(check.drawn)) wrong"
    if check.passed == false, check.drawn == 0 {
      return ["given up before anyone answered it; again after more answers", "given up"]
    }
    switch check.passed {
    case true?:
      let found = "passed: \(found)"
      let power = NumberText.percent(check.detectable)
      return ["\(found); fails 19 times in 20 below \(power)", found]
    case false?: return ["failed: \(found); again after more answers", "failed: \(found)"]
    case nil:
      let most = NumberText.count(check.most)
      return ["running: \(found), \(most) at most", "running: \(found)"]
    }
  }

  /// The rate of wrong single answers; nil where nothing was asked twice.
  package var answers: [String]? {
    guard let answers = quality.promise?.answers else { return nil }
    if let declared = answers.declared {
      return ["\(NumberText.percent(declared)) wrong, as the lead declares"]
    }
    guard let errors = answers.errors else { return nil }
    guard answers.repeats >= Self.leastRepeats || answers.disagreements > 0 else {
      let repeats = NumberText.counted(answers.repeats, "repeat")
      return [
        "\(repeats), all agree: too few to tell how many answers are wrong",
        "\(repeats), too few to tell",
      ]
    }
    let seen =
      "\(NumberText.count(answers.disagreements)) of \(NumberText.count(answers.repeats)) repeats"
      + " differ"
    let range = "\(NumberText.percent(errors.low)) to \(NumberText.percent(errors.high))"
    let who = answers.isBySameWorker ? ", one person asked twice" : ""
    let more = answers.repeatsMissing > 0 ? "; \(more(answers.repeatsMissing, errors))" : ""
    return [
      "\(seen)\(who): \(range) of answers wrong\(more)", "\(seen): \(range) wrong", seen,
    ]
  }

  /// Returns the use of more repeats, in words.
  ///
  /// People's errors are allowed for up to the interval's lower end, so a model that is always right
  /// could be known to be so in 1 − (value − low) at the most.
  private func more(_ repeats: Int, _ errors: PromiseReport.Estimate) -> String {
    let more = NumberText.counted(repeats, "more repeat")
    let attainable = 1 - (errors.value - errors.low)
    guard attainable < quality.target else { return "\(more) would tell well" }
    return "so at most \(NumberText.percent(attainable)) can be promised now; \(more) would do for "
      + target
  }

  /// Labels that came with the input and are no random sample; nil if there are none such.
  package var initialLabels: [String]? {
    quality.promise?.isInitialSample == false
      ? [
        "those of the input are no random sample, and are not used to estimate the accuracy",
        "no random sample: not used to estimate",
      ] : nil
  }
}

/// The reason why no auto-labels are given, in words; each text shorter than the one before.
struct HoldText {
  let texts: [String]

  init(_ hold: PromiseReport.Hold, labels: LabelSet) {
    switch hold {
    case .alarm: texts = ["held until the lead has looked at the alarm", "held: alarm"]
    case .randomAnswers(let missing):
      let answers = NumberText.counted(missing, "more random answer")
      texts = [
        "held until \(answers) can be compared with the input's labels", "held: \(answers)",
      ]
    case .unseenLabels(let unseen, let missing):
      let name = unseen.first.map { labels.name(at: $0) } ?? "a label"
      let others = unseen.count > 1 ? " and \(NumberText.counted(unseen.count - 1, "other"))" : ""
      let answers = NumberText.counted(missing, "more random answer")
      let without = unseen.count > 1 ? "without them" : "without it"
      texts = [
        "held: “\(name)”\(others) never given; \(answers) \(without) would show that it is rare",
        "held: “\(name)” not seen, \(answers)", "held: \(answers)",
      ]
    }
  }
}
