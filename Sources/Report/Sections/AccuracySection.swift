import Domain
import Workbench

/// The accuracy of the model's labels and the evidence for it, in plain words.
struct AccuracySection {
  private let report: ProjectReport
  private let text: QualityText

  init(_ report: ProjectReport) {
    self.report = report
    text = QualityText(report)
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
        + "\(NumberText.counted(promise.calibrationPairs, "prediction")) that people answered only "
        + "afterwards, without seeing what the model had said. Estimate: \(text.estimates[0])."
    }
    let audits = text.audits.map {
      "Random labels of the model were asked of people, mixed with other items and unmarked: \($0[0])."
    }
    let check = text.check.map {
      "Before the end, labels were drawn uniformly from all that the model had given, and judged "
        + "before anything was learned from them: \($0[0])."
    }
    let answers =
      text.answers.map { "People err, too; how often is known from repeats: \($0[0])." }
      ?? "How often people err was not measured: no item was asked twice, nor of several people."
    let input = text.initialLabels.map { "Labels that came with the input: \($0[0])." }
    let method = promise?.method == .audited ? ["The bound rests on random checks alone."] : []
    return [model, audits, check, answers, input].compactMap(\.self) + method
  }
}
