/// A part of a screen, in cells.
package struct Rect: Sendable, Equatable {
  package var row: Int
  package var column: Int
  package var rows: Int
  package var columns: Int

  package init(row: Int, column: Int, rows: Int, columns: Int) {
    self.row = row
    self.column = column
    self.rows = max(0, rows)
    self.columns = max(0, columns)
  }

  /// The first row below.
  package var bottom: Int { row + rows }

  /// The first column to the right.
  package var right: Int { column + columns }

  package func contains(row: Int, column: Int) -> Bool {
    (self.row..<bottom).contains(row) && (self.column..<right).contains(column)
  }

  /// Returns this part without so many cells at its sides.
  package func inset(rows: Int = 0, columns: Int = 0) -> Rect {
    Rect(
      row: row + rows, column: column + columns, rows: self.rows - 2 * rows,
      columns: self.columns - 2 * columns)
  }

  /// Returns the part without its first rows.
  package func dropping(rows count: Int) -> Rect {
    Rect(row: row + count, column: column, rows: rows - count, columns: columns)
  }

  /// Returns a part of this size in the middle of this one, or as much of it as there is.
  package func centered(rows wantedRows: Int, columns wantedColumns: Int) -> Rect {
    let height = min(wantedRows, rows)
    let width = min(wantedColumns, columns)
    return Rect(
      row: row + (rows - height) / 2, column: column + (columns - width) / 2, rows: height,
      columns: width)
  }
}

/// The size of a terminal, in cells.
package struct Size: Sendable, Equatable, Codable {
  package var rows: Int
  package var columns: Int

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }
}
