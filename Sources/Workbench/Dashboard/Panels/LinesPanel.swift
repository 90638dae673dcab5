import Domain
import TerminalUI

/// A panel of named lines; of each line the first text that fits is shown.
protocol LinesPanel: Panel {
  var lines: [PanelLine] { get }
}

/// A line of a panel: its name, and its texts, each shorter than the one before.
struct PanelLine {
  let name: String
  let texts: [String]
  let style: Style

  init(_ name: String, _ texts: [String], style: Style = .plain) {
    (self.name, self.texts, self.style) = (name, texts, style)
  }
}

extension LinesPanel {
  var leastRows: Int { lines.count }
  var mostRows: Int { lines.count }

  func draw(on screen: inout Screen, in part: Rect) {
    for (index, line) in lines.prefix(part.rows).enumerated() {
      let row = part.row + index
      screen.write(line.name, row: row, column: part.column, style: .faint)
      let column = part.column + 12
      let room = part.right - column
      let text = line.texts.first { columns(of: $0) <= room } ?? line.texts.last ?? ""
      screen.write(text, row: row, column: column, style: line.style, limit: room)
    }
  }
}
