import Domain
import TerminalUI

/// The annotations given last, the latest first.
struct LastAnswers {
  let saved: [WorkQueue.SavedAnnotation]
  let labels: LabelSet
  let clock: ClockText

  func draw(on screen: inout Screen, in part: Rect) {
    guard part.rows >= 2, !saved.isEmpty else { return }
    screen.write("your last answers", row: part.row, column: part.column, style: .faint)
    for (offset, annotation) in saved.suffix(part.rows - 1).reversed().enumerated() {
      draw(annotation, on: &screen, row: part.row + 1 + offset, in: part)
    }
  }

  private func draw(
    _ annotation: WorkQueue.SavedAnnotation, on screen: inout Screen, row: Int, in part: Rect
  ) {
    let isKnown = labels.labels.indices.contains(annotation.label)
    let key = isKnown ? labels[annotation.label].key.map { String($0) } ?? "·" : "?"
    let note = note(annotation)
    let room = part.columns - 13 - (note.isEmpty ? 0 : columns(of: note) + 2)
    screen.write(
      clock.time(annotation.receipt.savedAt), row: row, column: part.column, style: .faint)
    screen.write(key, row: row, column: part.column + 10, style: .category(annotation.label))
    screen.write(
      annotation.item.text, row: row, column: part.column + 13, style: .faint, limit: room)
    screen.write(
      note, row: row, column: part.right - columns(of: note),
      style: annotation.receipt.counted ? .faint : .warning)
  }

  private func note(_ annotation: WorkQueue.SavedAnnotation) -> String {
    guard annotation.receipt.counted else { return "not counted" }
    let count = annotation.receipt.nearDuplicates.count
    return count > 0 ? "+ \(CountText.nearDuplicates(count))" : ""
  }
}
