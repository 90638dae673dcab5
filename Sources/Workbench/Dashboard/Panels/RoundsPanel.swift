import Domain
import TerminalUI

/// The results of each round, the latest first.
struct RoundsPanel: TablePanel {
  let rounds: [RoundReport]
  let clock: ClockText

  let title = "rounds"
  static let wantedRows = 5
  static let empty = "No round yet."

  var table: Table {
    Table(
      columns: [
        .init("round", isNumber: true), .init("trained on", isNumber: true),
        .init("auto", isNumber: true), .init("accuracy", isNumber: true),
        .init("asked", isNumber: true), .init("people", isNumber: true),
        .init("took", isNumber: true), .init("at"),
      ], rows: rounds.reversed().map(row))
  }

  private func row(_ round: RoundReport) -> [Table.Entry] {
    let accuracy = round.estimatedAccuracy.map(NumberText.percent) ?? "–"
    return [
      .init(String(round.number), .strong), .init(NumberText.count(round.trainedOn)),
      .init(NumberText.count(round.autoLabeled), .model), .init(accuracy),
      .init(NumberText.count(round.selected)), .init(NumberText.count(round.humanLabeled), .people),
      .init(ClockText.duration(round.seconds), .faint),
      .init(clock.minute(round.publishedAt), .faint),
    ]
  }
}
