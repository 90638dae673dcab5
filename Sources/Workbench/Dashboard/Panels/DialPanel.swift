import Domain
import TerminalUI

/// The dial: what each target asks of people from here.
struct DialPanel: TablePanel {
  let report: ProjectReport

  let title = "targets: estimated from here; t sets one"
  static let wantedRows = 6
  static let empty = "The job is over."

  var table: Table {
    Table(
      columns: [
        .init(""), .init("target", isNumber: true), .init("model now", isNumber: true),
        .init("people in the end", isNumber: true),
      ], rows: report.dial.map(row))
  }

  private func row(_ entry: DialEntry) -> [Table.Entry] {
    let style: Style = entry.isPresent ? .strong : .plain
    let auto = entry.autoLabels.map { NumberText.percent(report.counts.share($0)) } ?? "–"
    let share = entry.share.map { "\(DialText.whole($0.value)) (\(DialText.range($0)))" } ?? "–"
    return [
      .init(entry.isPresent ? "▸" : "", style), .init(DialText.target(entry.target), style),
      .init(auto, .model), .init(share, .people),
    ]
  }
}
