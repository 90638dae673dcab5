import Domain
import TerminalUI

/// The open alarms, and what the lead can do about each.
struct AlarmsPanel: Panel {
  private let lines: [String]

  let title: String
  var leastRows: Int { min(10, lines.count * 6) }
  var mostRows: Int { lines.count * 6 }

  /// Nil if no alarm is open.
  init?(_ report: ProjectReport) {
    let open = report.openAlarms
    guard !open.isEmpty else { return nil }
    title = "alarms: auto-labels are held"
    lines = open.map {
      "\($0.id): \(AlarmText.text($0.alarm)) To do: \(AlarmText.remedy($0.alarm))"
    }
  }

  func draw(on screen: inout Screen, in part: Rect) {
    var row = part.row
    for line in lines where row < part.bottom {
      for text in SafeText(line).wrapped(to: part.columns, rows: part.bottom - row) {
        screen.write(text, row: row, column: part.column, style: .warning)
        row += 1
      }
    }
  }
}
