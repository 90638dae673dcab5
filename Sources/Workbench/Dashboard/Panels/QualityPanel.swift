import Domain
import TerminalUI

/// The accuracy of the model's labels, how it is known, and the condition of the next round.
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

    init(_ name: String, _ values: [String], style: Style = .plain) {
      (self.name, self.values, self.style) = (name, values, style)
    }
  }

  private var lines: [Line] {
    let quality = QualityText(loop.report)
    let promise: [Line] = [
      Line("target", [quality.target]),
      Line("estimated", quality.estimates, style: quality.isOnTarget ? .good : .warning),
      quality.audits.map { Line("audits", $0) }
        ?? Line("audits", ["none yet"], style: .faint),
    ]
    let more = [
      quality.check.map { Line("last check", $0) }, quality.answers.map { Line("answers", $0) },
      quality.initialLabels.map { Line("input", $0, style: .warning) },
    ].compactMap(\.self)
    return promise + more + [Line("next round", loop.nextRound)]
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
