/// Rows of texts in columns; each column is as wide as its widest text.
package struct Table: Sendable, Equatable {
  /// A column's title and behavior.
  package struct Column: Sendable, Equatable {
    package let title: String
    package let isNumber: Bool
    /// Takes the width that the others leave; for at most one column.
    package let isFlexible: Bool
    /// Its texts are names, which must be told apart where they are shortened.
    package let hasNames: Bool

    package init(
      _ title: String, isNumber: Bool = false, isFlexible: Bool = false, hasNames: Bool = false
    ) {
      self.title = title
      self.isNumber = isNumber
      self.isFlexible = isFlexible
      self.hasNames = hasNames
    }
  }

  /// A text and its role.
  package struct Entry: Sendable, Equatable {
    package let text: String
    package let style: Style

    package init(_ text: String, _ style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  package let columns: [Column]
  package let rows: [[Entry]]

  package init(columns: [Column], rows: [[Entry]]) {
    self.columns = columns
    self.rows = rows
  }

  private var hasTitles: Bool { columns.contains { !$0.title.isEmpty } }

  /// The number of rows, titles included.
  package var height: Int { rows.count + (hasTitles ? 1 : 0) }

  private static let gap = 2

  /// Returns the columns that fit, the last ones left out first, and their widths.
  func widths(in room: Int) -> [Int] {
    var widths = columns.indices.map(naturalWidth)
    let flexible = columns.firstIndex(where: \.isFlexible)
    while widths.count > 1 {
      let gaps = Self.gap * (widths.count - 1)
      let fixed = widths.indices.filter { $0 != flexible }.reduce(0) { $0 + widths[$1] }
      let left = room - gaps - fixed
      if let flexible, flexible < widths.count {
        if left >= min(widths[flexible], 12) {
          widths[flexible] = min(widths[flexible], left)
          return widths
        }
      } else if left >= 0 {
        return widths
      }
      widths.removeLast()
    }
    return widths.map { min($0, room) }
  }

  private func naturalWidth(_ index: Int) -> Int {
    let texts = rows.compactMap { $0.indices.contains(index) ? $0[index].text : nil }
    return (texts + [columns[index].title]).map { TerminalUI.columns(of: $0) }.max() ?? 0
  }

  /// Draws the rows that fit.
  package func draw(on screen: inout Screen, in part: Rect) {
    let widths = widths(in: part.columns)
    var row = part.row
    if hasTitles {
      let titles = columns.map { Entry($0.title, .faint) }
      if row < part.bottom { draw(titles, on: &screen, row: row, at: part.column, widths) }
      row += 1
    }
    for entries in shortened(Array(rows.prefix(part.rows)), to: widths) where row < part.bottom {
      draw(entries, on: &screen, row: row, at: part.column, widths)
      row += 1
    }
  }

  /// Returns the titles and rows as lines of text of at most so many columns.
  package func lines(columns: Int) -> [String] {
    var screen = Screen(rows: height, columns: columns)
    draw(on: &screen, in: screen.bounds)
    return screen.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// Returns rows with the names in them shortened.
  private func shortened(_ rows: [[Entry]], to widths: [Int]) -> [[Entry]] {
    guard let column = columns.firstIndex(where: \.hasNames), column < widths.count else {
      return rows
    }
    let names = ShortNames.fitting(rows.map { $0[column].text }, columns: widths[column])
    return zip(rows, names).map { row, name in
      var row = row
      row[column] = Entry(name, row[column].style)
      return row
    }
  }

  private func draw(
    _ entries: [Entry], on screen: inout Screen, row: Int, at column: Int, _ widths: [Int]
  ) {
    var start = column
    for (index, width) in widths.enumerated() where index < entries.count {
      let text = SafeText(entries[index].text, limit: width + 1).truncated(to: width)
      let lead = columns[index].isNumber ? width - text.columns : 0
      screen.write(text, row: row, column: start + lead, style: entries[index].style)
      start += width + Self.gap
    }
  }
}
