import Domain
import TerminalUI

/// The workers, their presence and pace.
struct WorkersPanel: TablePanel {
  let workers: [WorkerReport]
  /// For the lead alone: a labeler who sees it can tell which of the last answers was to gold.
  let showsGold: Bool
  /// Each worker's agreement with what the model predicted before, for the lead alone.
  let agreements: [PromiseReport.WorkerAgreement]
  let clock: ClockText

  var title: String {
    hasAgreements ? "workers: how many answers agree with predictions" : "workers"
  }
  static let wantedRows = 4
  static let empty = "Nobody has labeled yet."
  /// The fewest answers of which a share is said.
  private static let leastAnswers = 20

  var table: Table {
    Table(
      columns: [
        .init(""), .init("worker", isFlexible: true), .init("answers", isNumber: true),
        .init("per min", isNumber: true),
      ]
        + (hasAgreements
          ? [.init("agrees", isNumber: true), .init("expected", isNumber: true)] : [])
        + (hasGold ? [.init("gold", isNumber: true)] : []) + [.init("last")],
      rows: workers.map(row))
  }

  private var hasAgreements: Bool { agreements.contains { $0.answers >= Self.leastAnswers } }

  private var hasGold: Bool { showsGold && workers.contains { $0.gold != nil } }

  private func row(_ worker: WorkerReport) -> [Table.Entry] {
    [
      .init(worker.isPresent ? "●" : "○", worker.isPresent ? .good : .faint),
      .init(worker.name, worker.isPresent ? .strong : .plain),
      .init(NumberText.count(worker.answers), .people),
      .init(NumberText.pace(worker.answersPerMinute)),
    ] + (hasAgreements ? agreement(of: worker) : [])
      + (hasGold ? [.init(WorkersText.gold(worker.gold))] : []) + [
        .init(worker.lastAnswerAt.map(clock.time) ?? "–", .faint)
      ]
  }

  private func agreement(of worker: WorkerReport) -> [Table.Entry] {
    guard let found = agreements.first(where: { $0.worker == worker.name }),
      found.answers >= Self.leastAnswers
    else { return [.init("–", .faint), .init("–", .faint)] }
    return [
      .init(NumberText.percent(found.share), found.isFarBelow ? .warning : .people),
      .init(NumberText.percent(found.expected), .faint),
    ]
  }
}

extension PromiseReport.WorkerAgreement {
  /// Whether fewer agree than chance explains: by more than three standard errors.
  fileprivate var isFarBelow: Bool {
    let spread = (expected * (1 - expected) / Double(max(1, answers))).squareRoot()
    return share < expected - 3 * spread
  }
}
