import TerminalUI

/// A dialog in a box on top of the screen.
struct DialogBox {
  let dialog: Dialog
  let space: DialogSpace
  let keys: KeyMap

  /// Draws the dialog above so many rows of keys.
  func draw(on drawing: inout Drawing, above footerRows: Int) {
    let bottom = drawing.screen.rows - footerRows
    if let field = dialog.field {
      drawField(field, on: &drawing.screen, bottom: bottom)
    } else {
      drawChoices(on: &drawing, bottom: bottom)
    }
  }

  /// The arrangements of choices: columns, and empty rows around them.
  private static let arrangements = [
    (across: 1, padding: 1), (across: 1, padding: 0), (across: 2, padding: 0),
  ]

  /// Draws the question and the keys that answer it, one below the other where there is room.
  private func drawChoices(on drawing: inout Drawing, bottom: Int) {
    let choices = keys.hints(in: dialog.scope)
    let heights = Self.arrangements.map { across, padding in
      (choices.count + across - 1) / across + 2 * padding + 2
    }
    let place = place(for: heights, in: drawing.screen, bottom: bottom)
    let (across, padding) = Self.arrangements[place.index]
    let rows = (choices.count + across - 1) / across
    let gap = across == 1 ? 7 : 5
    let widths = stride(from: 0, to: choices.count, by: rows).map { first in
      (choices[first..<min(first + rows, choices.count)].map { columns(of: $0.hint ?? "") }.max()
        ?? 0) + gap
    }
    let wanted = widths.reduce(0, +) + 2 * (across - 1) + (across == 1 ? 9 : 4)
    let width = max(wanted, columns(of: dialog.question) + 8)
    let inner = drawBox(place.rows, columns: width, on: &drawing.screen)
    for (index, choice) in choices.enumerated() {
      let row = inner.row + padding + index % rows
      let left = widths.prefix(index / rows).reduce(0) { $0 + $1 + 2 }
      let column = inner.column + (across == 1 ? 2 : 1) + left
      drawing.screen.write(choice.keys.first?.name ?? "", row: row, column: column, style: .key)
      let end = drawing.screen.write(choice.hint ?? "", row: row, column: column + gap)
      drawing.addRegion(
        Rect(row: row, column: column, rows: 1, columns: end - column), choice.commands[0])
    }
  }

  private func drawField(_ field: TextField, on screen: inout Screen, bottom: Int) {
    let place = place(for: [7, 4], in: screen, bottom: bottom)
    let isAiry = place.index == 0
    let inner = drawBox(place.rows, columns: 60, on: &screen)
    let room = inner.columns - 4
    // The end is what is being typed.
    var shown = SafeText(field.text)
    while shown.columns > room - 1 { shown = SafeText(glyphs: Array(shown.glyphs.dropFirst())) }
    let row = inner.row + (isAiry ? 1 : 0)
    screen.fill(Rect(row: row, column: inner.column + 2, rows: 1, columns: room), style: .bar)
    let end = screen.write(shown, row: row, column: inner.column + 2, style: .bar)
    screen.cursor = Screen.Place(row: row, column: end)
    screen.write(
      dialog.note, row: row + (isAiry ? 2 : 1), column: inner.column + 2, style: .faint,
      limit: room)
  }

  /// Chooses the first of some heights that leaves the item readable, and the rows for it.
  ///
  /// A dialog about an item goes below the item, and over what is below the rule only if it must;
  /// others go in the middle.
  private func place(
    for heights: [Int], in screen: Screen, bottom: Int
  ) -> (index: Int, rows: Range<Int>) {
    guard let top = space.top else {
      let part = screen.bounds.inset(rows: 1, columns: 2).centered(rows: heights[0], columns: 1)
      return (0, part.row..<part.bottom)
    }
    for bottom in [space.bottom, bottom] {
      guard let index = heights.firstIndex(where: { top + $0 <= bottom }) else { continue }
      let row = top + (bottom - top > heights[index] + 1 ? 1 : 0)
      return (index, row..<row + heights[index])
    }
    return (heights.count - 1, max(0, bottom - (heights.last ?? 0))..<bottom)
  }

  /// Draws an empty box and returns the part inside it.
  private func drawBox(_ rows: Range<Int>, columns: Int, on screen: inout Screen) -> Rect {
    let middle = space.columns.centered(rows: 1, columns: columns)
    let part = Rect(
      row: rows.lowerBound, column: middle.column, rows: rows.count, columns: middle.columns)
    screen.fill(part)
    let line = String(repeating: "─", count: max(0, part.columns - 2))
    screen.write("╭\(line)╮", row: part.row, column: part.column, style: .rule)
    screen.write("╰\(line)╯", row: part.bottom - 1, column: part.column, style: .rule)
    for row in part.row + 1..<max(part.row + 1, part.bottom - 1) {
      screen.write("│", row: row, column: part.column, style: .rule)
      screen.write("│", row: row, column: part.right - 1, style: .rule)
    }
    screen.write(" \(dialog.question) ", row: part.row, column: part.column + 2, style: .heading)
    return part.inset(rows: 1, columns: 1)
  }
}
