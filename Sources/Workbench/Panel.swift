import TerminalUI

/// A titled part of the dashboard.
struct Panel {
  let title: String
  /// The rows of contents below which it says nothing, and those it can use.
  let leastRows: Int
  let mostRows: Int
  let drawContents: (inout Screen, Rect) -> Void

  /// Draws the title with its rule, then the contents.
  func draw(on screen: inout Screen, in part: Rect) {
    screen.fill(
      Rect(row: part.row, column: part.column, rows: 1, columns: part.columns), with: "─",
      style: .rule)
    screen.write("\(title) ", row: part.row, column: part.column, style: .heading)
    drawContents(&screen, part.dropping(rows: 1))
  }
}

/// Puts panels into columns, and what does not fit onto further pages.
struct PanelLayout {
  /// Where the panels go.
  let part: Rect

  /// The columns between panels, and the rows.
  private static let columnGap = 3
  private static let rowGap = 1
  /// A panel narrower than this says too little.
  private static let narrowest = 36

  private var columnCount: Int {
    min(3, max(1, (part.columns + Self.columnGap) / (Self.narrowest + Self.columnGap)))
  }

  func pages(of panels: [Panel]) -> [[DashboardView.Placed]] {
    let columns = Self.fill(panels, rows: part.rows)
    return stride(from: 0, to: columns.count, by: columnCount).map { first in
      let page = columns[first..<min(first + columnCount, columns.count)]
      return page.enumerated().flatMap { place($1, inColumn: $0) }
    }
  }

  /// Fills one column after the other.
  private static func fill(_ panels: [Panel], rows: Int) -> [[Panel]] {
    var columns: [[Panel]] = []
    var used = 0
    for panel in panels {
      let height = panel.leastRows + 1
      if let last = columns.indices.last, used + rowGap + height <= rows {
        columns[last].append(panel)
        used += rowGap + height
      } else {
        columns.append([panel])
        used = height
      }
    }
    return columns
  }

  /// Gives each panel of a column its least rows, then shares what is left from the top.
  private func place(_ panels: [Panel], inColumn index: Int) -> [DashboardView.Placed] {
    let width = (part.columns - Self.columnGap * (columnCount - 1)) / columnCount
    let gaps = Self.rowGap * (panels.count - 1)
    var rows = panels.map(\.leastRows)
    var spare = part.rows - gaps - rows.reduce(0, +) - panels.count
    while spare > 0, let thin = rows.indices.first(where: { rows[$0] < panels[$0].mostRows }) {
      rows[thin] += 1
      spare -= 1
    }
    var row = part.row
    return zip(panels, rows).map { panel, height in
      let columns = panels.isEmpty ? 0 : width
      let place = Rect(
        row: row, column: part.column + index * (width + Self.columnGap),
        rows: min(height + 1, part.bottom - row), columns: columns)
      row += height + 1 + Self.rowGap
      return DashboardView.Placed(panel: panel, part: place)
    }
  }
}
