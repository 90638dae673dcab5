import TerminalUI

/// Lines of text, of which a screen shows a part.
struct TextPage {
  /// A line: pieces of text, each with its style.
  struct Line {
    let indent: Int
    let pieces: [(text: SafeText, style: Style)]

    init(indent: Int = 0, _ pieces: [(text: SafeText, style: Style)] = []) {
      self.indent = indent
      self.pieces = pieces
    }
  }

  let lines: [Line]
  let rows: Int

  var lastScroll: Int { max(0, lines.count - rows) }

  func draw(on screen: inout Screen, in part: Rect, scroll: Int) {
    for (offset, line) in lines.dropFirst(min(scroll, lastScroll)).prefix(part.rows).enumerated() {
      var column = part.column + line.indent
      for piece in line.pieces {
        column = screen.write(
          piece.text, row: part.row + offset, column: column, style: piece.style)
      }
    }
  }

  /// Returns a text wrapped to a number of columns.
  static func lines(_ text: String, style: Style, indent: Int = 0, columns: Int) -> [Line] {
    SafeText(text, limit: 20_000).wrapped(to: columns - indent).map {
      Line(indent: indent, [($0, style)])
    }
  }
}
