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
}

extension TablePanel {
  var leastRows: Int { min(max(1, table.height), Self.wantedRows) }
  var mostRows: Int { max(1, table.height) }

  func draw(on screen: inout Screen, in part: Rect) {
    if table.rows.isEmpty {
      screen.write(Self.empty, row: part.row, column: part.column, style: .faint)
    } else {
      table.draw(on: &screen, in: part)
    }
  }
}
