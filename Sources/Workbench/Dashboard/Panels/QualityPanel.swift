import Domain
import TerminalUI

/// The accuracy of the model's labels, and the condition of the next round.
struct QualityPanel: Panel {
  let loop: LoopText

  let title = "quality"
  var leastRows: Int { lines.count }
  var mostRows: Int { lines.count }

  /// A line of the panel; the first of its values that fits is shown.
  private struct Line {
    let name: String
    let values: [String]
    var style = Style.plain
  }

  private var lines: [Line] {
    let quality = QualityText(loop.report.quality)
    return [
      Line(name: "target", values: [quality.target]),
      Line(
        name: "estimated", values: quality.estimates,
        style: quality.isOnTarget ? .good : .warning),
      quality.audits.map { Line(name: "audits", values: $0) }
        ?? Line(name: "audits", values: ["none yet"], style: .faint),
      Line(name: "next round", values: loop.nextRound),
    ]
  }

  func draw(on screen: inout Screen, in part: Rect) {
    for (index, line) in lines.prefix(part.rows).enumerated() {
      let row = part.row + index
      screen.write(line.name, row: row, column: part.column, style: .faint)
      let column = part.column + 12
      let room = part.right - column
      let value = line.values.first { columns(of: $0) <= room } ?? line.values.last ?? ""
      screen.write(value, row: row, column: column, style: line.style, limit: room)
    }
  }
}
