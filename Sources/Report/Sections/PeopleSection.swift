import Domain
import Workbench

/// The workers, their agreement, and the cost of their labels.
struct PeopleSection {
  private let content: ReportContent
  private var report: ProjectReport { content.report }

  init(_ content: ReportContent) { self.content = content }

  var section: ReportPage.Section {
    .init(title: "People", blocks: workers + agreement + [.heading("Cost"), .paragraph(cost)])
  }

  private var workers: [ReportPage.Block] {
    guard !content.details.work.isEmpty else {
      return [.paragraph("Nobody has labeled in this project; all labels came with the input.")]
    }
    let order = report.workers.map(\.name)
    let work = content.details.work.sorted {
      (order.firstIndex(of: $0.worker) ?? .max, $0.worker) < (
        order.firstIndex(of: $1.worker) ?? .max, $1.worker
      )
    }
    return [
      .table(
        ReportTable(
          [
            ("worker", false), ("answers", true), ("withdrawn", true), ("rejected", true),
            ("time", true), ("an answer", true), ("as others", true), ("right", true),
          ] + (hasGold ? [("gold", true)] : []), work.map(row)))
    ]
  }

  private var hasGold: Bool { report.workers.contains { $0.gold != nil } }

  private func row(_ work: ReportDetails.Work) -> [String] {
    let agreement = content.agreement.workers.first { $0.name == work.worker }
    return [
      work.worker, NumberText.count(work.given), NumberText.count(work.withdrawn),
      NumberText.count(work.rejected), ClockText.duration(work.seconds),
      ClockText.duration(work.seconds / Double(max(1, work.given))),
      agreement?.agreement.map(NumberText.percent) ?? "–",
      agreement?.accuracy.map(NumberText.percent) ?? "–",
    ] + (hasGold ? [WorkersText.gold(report.workers.first { $0.name == work.worker }?.gold)] : [])
  }

  private var agreement: [ReportPage.Block] {
    let (own, text) = (
      content.agreement,
      AgreementText(
        content.agreement, labels: report.labels, opinions: report.settings.opinions)
    )
    guard own.items > 0 else { return [] }
    func row(_ name: String, _ value: AgreementReport.Coefficient?) -> [String] {
      let interval = value.flatMap { value -> String? in
        guard let low = value.lower, let high = value.upper else { return nil }
        return "\(NumberText.decimal(low, places: 3)) to \(NumberText.decimal(high, places: 3))"
      }
      return [name, value.map { NumberText.decimal($0.value, places: 3) } ?? "–", interval ?? "–"]
    }
    return [
      .heading("Agreement"),
      .paragraph("\(text.basis) 1 is full agreement, 0 is agreement by chance."),
      .table(
        ReportTable(
          [("measure", false), ("value", true), ("95 % interval", true)],
          [
            row("Krippendorff's alpha", own.alpha), row("Cohen's kappa, mean of pairs", own.kappa),
          ])),
    ]
  }

  /// Each answer is paid, as Ground Truth has it; labels that came with the input cost nothing here.
  private var cost: String {
    let given = content.details.work.reduce(0) { $0 + $1.given }
    let answers = NumberText.counted(given, "answer")
    guard let price = report.settings.price else {
      return "People gave \(answers). The job names no price of an answer."
    }
    let paid = Self.dollars(Double(given) * price)
    let sum = "People gave \(answers) at $\(Self.plain(price)) each: \(paid)."
    guard report.counts.auto > 0 else { return sum }
    let saved = Double(report.counts.auto * report.settings.workersPerItem) * price
    return
      "\(sum) To have people label what the model labeled would have cost \(Self.dollars(saved)) more."
  }

  private static func dollars(_ amount: Double) -> String {
    "$" + NumberText.decimal(amount, places: 2)
  }

  /// The price as it was given, without zeros at the end.
  private static func plain(_ price: Double) -> String { "\(price)" }
}
