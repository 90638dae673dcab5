import TerminalUI

/// A question in a box on top of the screen.
struct OverlayView {
  let session: Session

  func draw(_ overlay: Session.Overlay, on screen: inout Screen) {
    switch overlay {
    case .badItem: drawChoices("Why is it a bad item?", on: &screen)
    case .reason(_, let field): drawField(field, on: &screen)
    case .leaving: drawChoices("The last answer is not saved.", on: &screen)
    }
  }

  /// How choices can stand: so many beside each other, with or without air around them.
  private static let arrangements = [
    (across: 1, padding: 1), (across: 1, padding: 0), (across: 2, padding: 0),
  ]

  /// Draws a question and the keys that answer it, one below the other where there is room.
  private func drawChoices(_ question: String, on screen: inout Screen) {
    let choices = session.keys.hints(in: session.scope)
    let heights = Self.arrangements.map { across, padding in
      (choices.count + across - 1) / across + 2 * padding + 2
    }
    let place = place(for: heights, on: screen)
    let (across, padding) = Self.arrangements[place.index]
    let rows = (choices.count + across - 1) / across
    let gap = across == 1 ? 7 : 5
    let widths = stride(from: 0, to: choices.count, by: rows).map { first in
      (choices[first..<min(first + rows, choices.count)].map { columns(of: $0.hint ?? "") }.max()
        ?? 0) + gap
    }
    let wanted = widths.reduce(0, +) + 2 * (across - 1) + (across == 1 ? 9 : 4)
    let width = max(wanted, columns(of: question) + 8)
    let inner = drawBox(place.rows, columns: width, title: question, on: &screen)
    for (index, choice) in choices.enumerated() {
      let row = inner.row + padding + index % rows
      let left = widths.prefix(index / rows).reduce(0) { $0 + $1 + 2 }
      let column = inner.column + (across == 1 ? 2 : 1) + left
      screen.write(choice.keys.first?.name ?? "", row: row, column: column, style: .key)
      screen.write(choice.hint ?? "", row: row, column: column + gap)
    }
  }

  private func drawField(_ field: TextField, on screen: inout Screen) {
    let place = place(for: [7, 4], on: screen)
    let isAiry = place.index == 0
    let inner = drawBox(place.rows, columns: 60, title: "Why is it a bad item?", on: &screen)
    let room = inner.columns - 4
    // The end is what is being typed.
    var shown = SafeText(field.text)
    while shown.columns > room - 1 { shown = SafeText(glyphs: Array(shown.glyphs.dropFirst())) }
    let row = inner.row + (isAiry ? 1 : 0)
    screen.fill(
      Rect(row: row, column: inner.column + 2, rows: 1, columns: room), style: .bar)
    let end = screen.write(shown, row: row, column: inner.column + 2, style: .bar)
    screen.cursor = Screen.Place(row: row, column: end)
    screen.write(
      "Enter takes the item out, Esc keeps it", row: row + (isAiry ? 2 : 1),
      column: inner.column + 2, style: .faint, limit: room)
  }

  /// Chooses the first of some heights that leaves the item to be read, and the rows for it.
  ///
  /// What is asked about an item stands below it, over the labels, and over the foot only if it
  /// must; another question stands in the middle.
  private func place(
    for heights: [Int], on screen: Screen
  ) -> (index: Int, rows: Range<Int>) {
    guard session.place == .labeling, session.desk.current != nil else {
      let part = screen.bounds.inset(rows: 1, columns: 2).centered(rows: heights[0], columns: 1)
      return (0, part.row..<part.bottom)
    }
    let size = Size(rows: screen.rows, columns: screen.columns)
    let view = LabelView(session: session)
    let keys = KeyHints(session: session, scope: session.scope).rowCount(for: size)
    let top = view.itemEnd(for: size)
    for bottom in [view.ruleRow(for: size), screen.rows - keys] {
      guard let index = heights.firstIndex(where: { top + $0 <= bottom }) else { continue }
      let row = top + (bottom - top > heights[index] + 1 ? 1 : 0)
      return (index, row..<row + heights[index])
    }
    let bottom = screen.rows - keys
    return (heights.count - 1, max(0, bottom - (heights.last ?? 0))..<bottom)
  }

  /// Draws an empty box and gives the part inside it.
  private func drawBox(
    _ rows: Range<Int>, columns: Int, title: String, on screen: inout Screen
  ) -> Rect {
    let size = Size(rows: screen.rows, columns: screen.columns)
    let room =
      session.place == .labeling
      ? LabelView(session: session).mainPart(for: size)
      : screen.bounds.inset(rows: 0, columns: 2)
    let middle = room.centered(rows: 1, columns: columns)
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
    screen.write(" \(title) ", row: part.row, column: part.column + 2, style: .heading)
    return part.inset(rows: 1, columns: 1)
  }
}
