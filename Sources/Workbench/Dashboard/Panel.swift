import TerminalUI

/// A titled part of the dashboard.
protocol Panel {
  var title: String { get }
  /// The rows that its contents need at least, and those that they can use.
  var leastRows: Int { get }
  var mostRows: Int { get }
  func draw(on screen: inout Screen, in part: Rect)
}

/// A panel that is a table.
protocol TablePanel: Panel {
  var table: Table { get }
  /// The rows, title row included, that it shows at least if it has them.
  static var wantedRows: Int { get }
  /// The text without rows.
  static var empty: String { get }
  /// The rows that there are, also those that were not read.
  var count: Int { get }
}

extension TablePanel {
  var count: Int { table.height }
  var leastRows: Int { min(max(1, table.height), Self.wantedRows) }
  var mostRows: Int { max(1, table.height) }

  func draw(on screen: inout Screen, in part: Rect) {
    if table.rows.isEmpty {
      screen.write(Self.empty, row: part.row, column: part.column, style: .faint)
    } else if table.height <= part.rows {
      table.draw(on: &screen, in: part)
    } else {
      let rows = max(0, part.rows - 1)
      table.draw(
        on: &screen, in: Rect(row: part.row, column: part.column, rows: rows, columns: part.columns)
      )
      let more = count - rows
      screen.write(
        "… and \(NumberText.count(more)) more", row: part.bottom - 1, column: part.column,
        style: .faint)
    }
  }
}
