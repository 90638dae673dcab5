import TerminalUI

/// A panel and where it stands, its title row included.
struct PlacedPanel {
  let panel: any Panel
  let part: Rect

  /// Draws the title with its rule, then the contents.
  func draw(on screen: inout Screen) {
    screen.fill(
      Rect(row: part.row, column: part.column, rows: 1, columns: part.columns), with: "─",
      style: .rule)
    screen.write("\(panel.title) ", row: part.row, column: part.column, style: .heading)
    panel.draw(on: &screen, in: part.dropping(rows: 1))
  }
}

/// Puts panels into columns, and what does not fit onto further pages.
struct PanelLayout {
  /// The part for the panels.
  let part: Rect

  /// The columns between panels, and the rows.
  private static let columnGap = 3
  private static let rowGap = 1
  /// The least width in which tables and sentences are whole, in columns.
  private static let narrowest = 44

  private var columnCount: Int {
    min(3, max(1, (part.columns + Self.columnGap) / (Self.narrowest + Self.columnGap)))
  }

  /// Returns the panels of each page, at least one page.
  func pages(of panels: [any Panel]) -> [[PlacedPanel]] {
    let columns = balanced(panels) ?? packed(panels)
    let pages = stride(from: 0, to: columns.count, by: columnCount).map { first in
      let page = columns[first..<min(first + columnCount, columns.count)]
      return page.enumerated().flatMap { place($1, inColumn: $0, of: page.count) }
    }
    return pages.isEmpty ? [[]] : pages
  }

  /// Puts each panel into the shortest column of one page; nil if they need more pages.
  ///
  /// Columns are compared by the rows that they can use, or else by those that they need.
  private func balanced(_ panels: [any Panel]) -> [[any Panel]]? {
    balanced(panels) { min($0.mostRows, Self.mostBalanced) } ?? balanced(panels, by: \.leastRows)
  }

  /// The rows from which on a panel counts as no higher: a long table can be cut.
  private static let mostBalanced = 16

  private func balanced(
    _ panels: [any Panel], by rows: (any Panel) -> Int
  ) -> [[any Panel]]? {
    var columns = Array(repeating: [any Panel](), count: columnCount)
    for panel in panels {
      let heights = columns.map { column in
        column.reduce(0) { $0 + rows($1) + 1 + Self.rowGap }
      }
      let shortest = heights.indices.min { heights[$0] < heights[$1] } ?? 0
      columns[shortest].append(panel)
    }
    return columns.allSatisfy { leastRows($0) <= part.rows } ? columns : nil
  }

  /// Gives each panel the first place where it fits, column by column and page by page.
  private func packed(_ panels: [any Panel]) -> [[any Panel]] {
    var columns: [[any Panel]] = []
    for panel in panels {
      let fit = columns.indices.first { leastRows(columns[$0] + [panel]) <= part.rows }
      if let fit { columns[fit].append(panel) } else { columns.append([panel]) }
    }
    return columns
  }

  /// The rows that panels take below each other, titles and gaps included.
  private func leastRows(_ panels: [any Panel]) -> Int {
    panels.reduce(0) { $0 + $1.leastRows + 1 + Self.rowGap } - Self.rowGap
  }

  /// Gives each panel of a column its least rows, then shares what is left.
  ///
  /// Columns that a page does not need leave their room to the others.
  private func place(
    _ panels: [any Panel], inColumn index: Int, of count: Int
  ) -> [PlacedPanel] {
    let width = (part.columns - Self.columnGap * (count - 1)) / count
    var row = part.row
    return zip(panels, heights(of: panels)).map { panel, height in
      let place = Rect(
        row: row, column: part.column + index * (width + Self.columnGap),
        rows: min(height + 1, part.bottom - row), columns: width)
      row += height + 1 + Self.rowGap
      return PlacedPanel(panel: panel, part: place)
    }
  }

  /// Shares the spare rows in turn among the panels that can use them.
  private func heights(of panels: [any Panel]) -> [Int] {
    var rows = panels.map(\.leastRows)
    var spare = part.rows - leastRows(panels)
    while spare > 0 {
      let growing = rows.indices.filter { rows[$0] < panels[$0].mostRows }.prefix(spare)
      guard !growing.isEmpty else { break }
      for index in growing { rows[index] += 1 }
      spare -= growing.count
    }
    return rows
  }
}
