package import Domain
import TerminalUI

/// The workers of a project, as lines of at most 80 columns.
package enum WorkersText {
  package static func lines(
    _ workers: [WorkerReport], _ agreement: AgreementReport, _ text: AgreementText
  ) -> [String] {
    guard !workers.isEmpty else { return ["Nobody has labeled here yet."] }
    let hasGold = workers.contains { $0.gold != nil }
    let table = Table(
      columns: [
        .init("worker", isFlexible: true, hasNames: true), .init("answers", isNumber: true),
        .init("a minute", isNumber: true), .init("shared", isNumber: true),
        .init("as others", isNumber: true), .init("kappa", isNumber: true),
        .init("right", isNumber: true),
      ] + (hasGold ? [.init("gold", isNumber: true)] : []) + [.init("")],
      rows: workers.map { worker in
        row(worker, agreement.workers.first { $0.name == worker.name }, hasGold: hasGold)
      })
    let paused = workers.compactMap { worker in
      worker.pausedBecause.map { "\(worker.name) is paused: \($0)" }
    }
    let setAside = workers.compactMap { worker in
      worker.setAside.map {
        "\(NumberText.counted($0, "answer")) of \(worker.name) \($0 == 1 ? "is" : "are") set aside"
      }
    }
    return table.lines(columns: 80) + paused + setAside + [""] + [text.basis]
      + (agreement.items > 0 ? text.overall : [])
  }

  /// Returns “19/20”: right ones of the answers to items whose label is known.
  package static func gold(_ gold: WorkerReport.Gold?) -> String {
    gold.map { "\(NumberText.count($0.right))/\(NumberText.count($0.answers))" } ?? "–"
  }

  private static func row(
    _ worker: WorkerReport, _ agreement: AgreementReport.Worker?, hasGold: Bool
  ) -> [Table.Entry] {
    let texts =
      [
        worker.name, NumberText.count(worker.answers), NumberText.pace(worker.answersPerMinute),
        NumberText.count(agreement?.items ?? 0),
        agreement?.agreement.map(NumberText.percent) ?? "–",
        agreement?.kappa.map(AgreementText.number) ?? "–",
        agreement?.accuracy.map(NumberText.percent) ?? "–",
      ] + (hasGold ? [gold(worker.gold)] : []) + [
        worker.pausedBecause != nil ? "paused" : worker.isPresent ? "here" : ""
      ]
    return texts.map { Table.Entry($0) }
  }
}
