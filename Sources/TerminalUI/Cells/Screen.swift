/// A grid of cells, which views draw on and terminals show.
///
///     var screen = Screen(rows: 1, columns: 8)
///     screen.write("hi", row: 0, column: 2, style: .strong)
///     screen.text    // "  hi"
///     screen.styles  // "..bb...."
package struct Screen: Sendable, Equatable {
  /// One column of one row.
  package struct Cell: Sendable, Equatable {
    /// Nil in the second cell of a wide character.
    package var character: Character?
    package var style: Style

    package init(_ character: Character?, _ style: Style = .plain) {
      self.character = character
      self.style = style
    }
  }

  package let rows: Int
  package let columns: Int
  /// The visible cursor; nil unless a text is typed.
  package var cursor: Place?
  /// The terminal reports clicks and the wheel; otherwise the mouse selects text, as everywhere.
  package var readsMouse = false
  private var cells: [Cell]

  /// A cell's place.
  package struct Place: Sendable, Equatable {
    package let row: Int
    package let column: Int

    package init(row: Int, column: Int) {
      self.row = row
      self.column = column
    }
  }

  package init(rows: Int, columns: Int) {
    self.rows = max(0, rows)
    self.columns = max(0, columns)
    cells = Array(repeating: Cell(" "), count: self.rows * self.columns)
  }

  package var bounds: Rect { Rect(row: 0, column: 0, rows: rows, columns: columns) }

  package subscript(row: Int, column: Int) -> Cell { cells[row * columns + column] }

  /// The cells of a row, from the left.
  package func cells(inRow row: Int) -> ArraySlice<Cell> {
    cells[row * columns..<(row + 1) * columns]
  }

  /// Writes a text and returns the column after it; nothing is written outside the screen.
  ///
  /// The text is made safe first; substitutes get a style of their own.
  @discardableResult
  package mutating func write(
    _ text: String, row: Int, column: Int, style: Style = .plain, limit: Int = .max
  ) -> Int {
    let room = min(limit, columns - column)
    return write(
      SafeText(text, limit: max(0, room) + 1).truncated(to: room), row: row, column: column,
      style: style)
  }

  /// Writes a safe text and returns the column after it.
  @discardableResult
  package mutating func write(_ text: SafeText, row: Int, column: Int, style: Style = .plain)
    -> Int
  {
    var next = column
    for glyph in text.glyphs {
      put(glyph, row: row, column: next, style: glyph.isSubstitute ? .substitute : style)
      next += glyph.columns
    }
    return next
  }

  /// Fills a part with one character that takes one column.
  package mutating func fill(_ part: Rect, with character: Character = " ", style: Style = .plain) {
    for row in part.row..<part.bottom {
      for column in part.column..<part.right {
        put(SafeText.Glyph(character), row: row, column: column, style: style)
      }
    }
  }

  private mutating func put(_ glyph: SafeText.Glyph, row: Int, column: Int, style: Style) {
    guard row >= 0, row < rows, column >= 0, column + glyph.columns <= columns else { return }
    let index = row * columns + column
    clearHalves(at: index, inRow: row)
    cells[index] = Cell(glyph.character, style)
    guard glyph.columns == 2 else { return }
    clearHalves(at: index + 1, inRow: row)
    cells[index] = Cell(glyph.character, style)
    cells[index + 1] = Cell(nil, style)
  }

  /// Clears the other half of a wide character that is written over.
  private mutating func clearHalves(at index: Int, inRow row: Int) {
    if cells[index].character == nil, index > row * columns {
      cells[index - 1].character = " "
    }
    if index + 1 < (row + 1) * columns, cells[index + 1].character == nil {
      cells[index + 1].character = " "
    }
  }

  /// Gives all cells of a part one style.
  package mutating func restyle(_ part: Rect, as style: Style) {
    for row in max(0, part.row)..<min(rows, max(0, part.bottom)) {
      for column in max(0, part.column)..<min(columns, max(0, part.right)) {
        cells[row * columns + column].style = style
      }
    }
  }

  /// Replaces every cell by what a function gives for it.
  package mutating func map(_ change: (Cell) -> Cell) {
    for index in cells.indices { cells[index] = change(cells[index]) }
  }
}

extension Screen {
  /// The characters, a line a row, without trailing spaces.
  package var text: String {
    lines { String($0.compactMap(\.character)).trimmingTrailingSpaces }
  }

  /// One letter a cell for its role, a line a row.
  package var styles: String { lines { String($0.map(\.style.letter)) } }

  private func lines(_ line: (ArraySlice<Cell>) -> String) -> String {
    (0..<rows).map { line(cells(inRow: $0)) }.joined(separator: "\n")
  }
}

extension String {
  fileprivate var trimmingTrailingSpaces: String {
    guard let last = lastIndex(where: { $0 != " " }) else { return "" }
    return String(self[...last])
  }
}
