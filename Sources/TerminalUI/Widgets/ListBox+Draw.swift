extension ListBox {
  /// Draws the rows around the selection, and a line that says how many there are.
  package func draw(on screen: inout Screen, in part: Rect, empty: String = "Nothing here.") {
    guard part.rows > 0 else { return }
    drawStatus(on: &screen, row: part.bottom - 1, in: part)
    let body = Rect(
      row: part.row, column: part.column + Self.gutter, rows: part.rows - 1,
      columns: part.columns - Self.gutter)
    let visible = shown.dropFirst(top).prefix(max(0, part.rows - fixedRows))
    let table = Table(columns: columns, rows: visible.map { rows[$0].entries })
    let first = body.row + fixedRows - 1
    for (offset, index) in visible.enumerated() {
      drawGutter(of: index, place: top + offset, on: &screen, row: first + offset, in: part)
    }
    // Titles without rows would stand side by side and name nothing.
    if !visible.isEmpty { table.draw(on: &screen, in: body) }
    if let selected = visible.firstIndex(of: shown.isEmpty ? -1 : shown[position]) {
      screen.restyle(
        Rect(row: first + selected - top, column: part.column, rows: 1, columns: part.columns),
        as: .selected)
    }
    if visible.isEmpty { screen.write(empty, row: first, column: body.column, style: .faint) }
  }

  /// Returns the rows that are on the screen, each with its part.
  package func parts(in part: Rect) -> [(id: ID, part: Rect)] {
    let visible = shown.dropFirst(top).prefix(max(0, part.rows - fixedRows))
    return visible.enumerated().map { offset, index in
      let row = part.row + fixedRows - 1 + offset
      return (rows[index].id, Rect(row: row, column: part.column, rows: 1, columns: part.columns))
    }
  }

  /// The columns of the signs before a row: selected, marked, a gap.
  private static var gutter: Int { 3 }

  private func drawGutter(
    of index: Int, place: Int, on screen: inout Screen, row: Int, in part: Rect
  ) {
    if place == position { screen.write("▸", row: row, column: part.column) }
    if marked.contains(rows[index].id) {
      screen.write("●", row: row, column: part.column + 1, style: .marked)
    }
  }

  private func drawStatus(on screen: inout Screen, row: Int, in part: Rect) {
    let style: Style = typing == nil ? .faint : .key
    let end = screen.write(status, row: row, column: part.column, style: style, limit: part.columns)
    if typing != nil, end < part.right { screen.cursor = Screen.Place(row: row, column: end) }
  }

  /// The selected place, the number of rows, filter and marks; or the text that is being typed.
  package var status: String {
    switch typing {
    case .search: return "/\(search)"
    case .filter: return "&\(filter)"
    case nil:
      let place = shown.isEmpty ? "0 of 0" : "\(position + 1) of \(shown.count)"
      let hidden = filter.isEmpty ? "" : " with “\(filter)”, \(rows.count) in all"
      return place + hidden + (marked.isEmpty ? "" : " · \(marked.count) marked")
    }
  }
}
