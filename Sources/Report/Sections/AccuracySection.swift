import Domain
import Workbench

/// The accuracy of the model's labels and the evidence for it, in plain words.
struct AccuracySection {
  private let content: ReportContent
  private let text: QualityText
  private var report: ProjectReport { content.report }

  init(_ content: ReportContent) {
    self.content = content
    text = QualityText(content.report)
  }

  var section: ReportPage.Section {
    let chart = RoundCharts.accuracy(report).map { [ReportPage.Block.chart($0)] } ?? []
    return .init(
      title: report.counts.auto > 0
        ? "How right the model's labels are" : "How right the labels are",
      blocks: [.paragraph(promise)] + chart + [.list(evidence)])
  }

  private var target: String { NumberText.percent(report.quality.target) }

  /// The promise, in one or two sentences.
  private var promise: String {
    guard report.counts.auto > 0 else {
      return "People gave all labels there are; the model has given none, so nothing is promised of"
        + " its accuracy. Asked for were \(target) of the labels that a model gives."
    }
    if report.counts.auto == content.details.initialAuto {
      return
        "All labels of a model came with the input, from an earlier job; nothing is promised of them"
        + " here."
    }
    guard let promise = report.quality.promise, let bound = promise.bound, promise.hold == nil
    else {
      return
        "Asked for was an accuracy of \(target). No accuracy is promised of the model's labels: "
        + "\(text.estimates[0])."
    }
    let known =
      promise.isComplete
      ? "This has been checked, as said below." : "This is an estimate; the job is not over."
    return "Of the \(NumberText.count(report.counts.auto)) labels that the model gave, at least "
      + "\(NumberText.percent(bound)) are right; asked for were \(target). Right means: the label on "
      + "which repeated, independent answers of the same people would settle. \(known)"
  }

  private var evidence: [String] {
    let promise = report.quality.promise
    let model = promise.map { promise in
      "The model's own probabilities were corrected by "
        + "\(NumberText.counted(promise.calibrationPairs, "prediction")), each for an item whose label by "
        + "people the model had not learned from. Estimate: \(text.estimates[0])."
    }
    let audits = text.audits.map {
      "Random labels of the model were asked of people, mixed with other items and unmarked: \($0[0])."
    }
    let input = text.initialLabels.map { "Labels that came with the input: \($0[0])." }
    let method = promise?.method == .audited ? ["The bound rests on random checks alone."] : []
    return [model, audits, check, answers, input].compactMap(\.self) + method
  }

  /// The check before the end, and those that failed before it.
  private var check: String? {
    guard let latest = text.check else { return nil }
    let failed = content.details.checks.dropLast(
      report.quality.promise?.closing?.passed == nil ? 0 : 1
    ).filter { !$0.hasPassed }
    let before = failed.map {
      "\(NumberText.count($0.wrong)) of \(NumberText.count($0.drawn)) wrong"
    }
    let checks =
      before.count == 1 ? "An earlier check failed" : "\(before.count) earlier checks failed"
    let earlier = before.isEmpty ? "" : " \(checks): \(before.joined(separator: ", "))."
    return
      "Before the end, labels were drawn uniformly from all that the model had given, and judged "
      + "before anything was learned from them: \(latest[0]).\(earlier)"
  }

  private var answers: String {
    if let answers = text.answers {
      return "People err, too; how often is known from repeats: \(answers[0])."
    }
    return content.agreement.items > 0
      ? "People err, too; how far several of them agree stands under “People”."
      : "How often people err was not measured: no item was asked twice, nor of several people."
  }
}
