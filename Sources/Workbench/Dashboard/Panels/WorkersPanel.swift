import Domain
import TerminalUI

/// The workers, their presence and pace.
struct WorkersPanel: TablePanel {
  let workers: [WorkerReport]
  /// For the lead alone: a labeler who sees it can tell which of the last answers was to gold.
  let showsGold: Bool
  let clock: ClockText

  let title = "workers"
  static let wantedRows = 4
  static let empty = "Nobody has labeled yet."

  var table: Table {
    Table(
      columns: [
        .init(""), .init("worker", isFlexible: true), .init("answers", isNumber: true),
        .init("per min", isNumber: true),
      ] + (hasGold ? [.init("gold", isNumber: true)] : []) + [.init("last")], rows: workers.map(row)
    )
  }

  private var hasGold: Bool { showsGold && workers.contains { $0.gold != nil } }

  private func row(_ worker: WorkerReport) -> [Table.Entry] {
    [
      .init(worker.isPresent ? "●" : "○", worker.isPresent ? .good : .faint),
      .init(worker.name, worker.isPresent ? .strong : .plain),
      .init(NumberText.count(worker.answers), .people),
      .init(NumberText.pace(worker.answersPerMinute)),
    ] + (hasGold ? [.init(WorkersText.gold(worker.gold))] : []) + [
      .init(worker.lastAnswerAt.map(clock.time) ?? "–", .faint)
    ]
  }
}
