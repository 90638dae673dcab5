import Domain
import TerminalUI

/// The annotations given last, the latest first.
struct LastAnswers {
  let given: [WorkQueue.Given]
  let labels: LabelSet
  let clock: ClockText

  func draw(on screen: inout Screen, in part: Rect) {
    guard part.rows >= 2, !given.isEmpty else { return }
    screen.write("your last answers", row: part.row, column: part.column, style: .faint)
    for (offset, given) in given.suffix(part.rows - 1).reversed().enumerated() {
      draw(given, on: &screen, row: part.row + 1 + offset, in: part)
    }
  }

  private func draw(
    _ given: WorkQueue.Given, on screen: inout Screen, row: Int, in part: Rect
  ) {
    let isKnown = labels.labels.indices.contains(given.label)
    let key = isKnown ? String(labels[given.label].key) : "?"
    let note = note(given)
    let room = part.columns - 13 - (note.isEmpty ? 0 : columns(of: note) + 2)
    screen.write(clock.time(given.receipt.savedAt), row: row, column: part.column, style: .faint)
    screen.write(key, row: row, column: part.column + 10, style: .category(given.label))
    screen.write(given.item.text, row: row, column: part.column + 13, style: .faint, limit: room)
    screen.write(
      note, row: row, column: part.right - columns(of: note),
      style: given.receipt.counted ? .faint : .warning)
  }

  private func note(_ given: WorkQueue.Given) -> String {
    guard given.receipt.counted else { return "not counted" }
    let alike = given.receipt.alike.count
    return alike > 0 ? "+ \(CountText.nearDuplicates(alike))" : ""
  }
}
