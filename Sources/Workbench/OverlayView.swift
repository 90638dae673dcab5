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

  /// Draws a question and, one below the other, the keys that answer it.
  private func drawChoices(_ question: String, on screen: inout Screen) {
    let choices = session.keys.hints(in: session.scope)
    let wanted = choices.map { columns(of: $0.hint ?? "") + 8 }.max() ?? 0
    let width = max(wanted, columns(of: question)) + 8
    let inner = drawBox(rows: choices.count + 4, columns: width, title: question, on: &screen)
    for (index, choice) in choices.enumerated() {
      let row = inner.row + 1 + index
      guard row < inner.bottom else { return }
      screen.write(choice.keys.first?.name ?? "", row: row, column: inner.column + 2, style: .key)
      screen.write(choice.hint ?? "", row: row, column: inner.column + 9)
    }
  }

  private func drawField(_ field: TextField, on screen: inout Screen) {
    let inner = drawBox(rows: 7, columns: 60, title: "Why is it a bad item?", on: &screen)
    let room = inner.columns - 4
    // The end is what is being typed.
    var shown = SafeText(field.text)
    while shown.columns > room - 1 { shown = SafeText(glyphs: Array(shown.glyphs.dropFirst())) }
    let row = inner.row + 1
    screen.fill(
      Rect(row: row, column: inner.column + 2, rows: 1, columns: room), style: .bar)
    let end = screen.write(shown, row: row, column: inner.column + 2, style: .bar)
    screen.cursor = Screen.Place(row: row, column: end)
    screen.write(
      "Enter takes the item out, Esc keeps it", row: row + 2, column: inner.column + 2,
      style: .faint, limit: room)
  }

  /// Draws an empty box in the middle and gives the part inside it.
  private func drawBox(rows: Int, columns: Int, title: String, on screen: inout Screen) -> Rect {
    let part = screen.bounds.inset(rows: 1, columns: 2).centered(rows: rows, columns: columns)
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
