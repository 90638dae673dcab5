import Domain
import Workbench

/// Label by label: how many, how right, what was mixed up, and examples.
struct LabelSection {
  /// Rows of a table of confusions.
  private static let mostConfusions = 15

  private let content: ReportContent
  private var report: ProjectReport { content.report }

  init(_ content: ReportContent) { self.content = content }

  var section: ReportPage.Section {
    .init(title: "Label by label", blocks: [.table(table)] + audits + repeats + examples)
  }

  private var table: ReportTable {
    let counts = report.counts
    let quality = report.quality.promise?.labels ?? []
    let rows = report.labels.used.map { label -> [String] in
      let (people, model) = (counts.human(ofLabel: label), counts.auto(ofLabel: label))
      let known = quality.indices.contains(label) ? quality[label] : nil
      return [
        report.labels[label].name, NumberText.count(people), NumberText.count(model),
        NumberText.percent(Double(people + model) / Double(max(1, counts.labeled))),
        model > 0 ? LabelQualityText.share(known?.precision) : "–",
        model > 0 ? LabelQualityText.share(known?.recall) : "–",
      ]
    }
    return ReportTable(
      [
        ("label", false), ("people", true), ("model", true), ("share", true),
        ("precision (95 %)", true), ("recall (95 %)", true),
      ], rows)
  }

  private var audits: [ReportPage.Block] {
    confusions(
      content.details.audits, title: "What audits found, in all rounds",
      columns: ("the model said", "people said"))
  }

  private var repeats: [ReportPage.Block] {
    confusions(
      content.details.repeats, title: "What people said when asked again",
      columns: ("first", "again"))
  }

  /// The most frequent confusions; nothing was checked: no block at all.
  private func confusions(
    _ all: [ReportDetails.Confusion], title: String, columns: (String, String)
  ) -> [ReportPage.Block] {
    guard !all.isEmpty else { return [] }
    let total = all.reduce(0) { $0 + $1.count }
    let wrong = all.filter { $0.first != $0.second }
      .sorted { ($1.count, $0.first, $0.second) < ($0.count, $1.first, $1.second) }
    let differ = wrong.reduce(0) { $0 + $1.count }
    let sum = "\(NumberText.count(differ)) of \(NumberText.counted(total, "answer")) differ."
    guard !wrong.isEmpty else { return [.heading(title), .paragraph(sum)] }
    let rows = wrong.prefix(Self.mostConfusions).map {
      [name($0.first), name($0.second), NumberText.count($0.count)]
    }
    let rest = wrong.dropFirst(Self.mostConfusions).reduce(0) { $0 + $1.count }
    let more =
      rest > 0 ? [ReportPage.Block.paragraph("And \(NumberText.count(rest)) rarer ones.")] : []
    return [
      .heading(title), .paragraph(sum),
      .table(ReportTable([(columns.0, false), (columns.1, false), ("items", true)], rows)),
    ] + more
  }

  private var examples: [ReportPage.Block] {
    content.examples.indices.flatMap { label -> [ReportPage.Block] in
      let own = content.examples[label]
      let lines =
        own.people.map { "\($0) — by people" } + own.model.map { "\($0) — by the model" }
      return lines.isEmpty ? [] : [.heading("Examples of \(name(label))"), .list(lines)]
    }
  }

  private func name(_ label: Int) -> String { report.labels.name(at: label) }
}
