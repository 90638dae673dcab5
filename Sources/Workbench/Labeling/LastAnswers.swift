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
    let names = names(saved.suffix(part.rows - 1).reversed())
    for (offset, annotation) in saved.suffix(part.rows - 1).reversed().enumerated() {
      draw(annotation, names[offset], on: &screen, row: part.row + 1 + offset, in: part)
    }
  }

  /// The widest name of a label that has no key, in columns.
  private static let widestName = 16

  /// Returns the labels' keys, or short names if some of them have none.
  private func names(_ annotations: [WorkQueue.SavedAnnotation]) -> [String] {
    let keys = annotations.map { annotation in
      let label = present(annotation)
      return labels.labels.indices.contains(label) ? labels[label].key : "?"
    }
    guard keys.contains(nil) else { return keys.map { $0.map { String($0) } ?? "" } }
    let names = Array(Set(annotations.map { labels.name(at: present($0)) })).sorted()
    let short = Dictionary(
      uniqueKeysWithValues: zip(names, ShortNames.fitting(names, columns: Self.widestName)))
    return annotations.map { short[labels.name(at: present($0))] ?? "" }
  }

  /// Returns the label that an answer's label stands for now; of one that was split, itself.
  private func present(_ annotation: WorkQueue.SavedAnnotation) -> Int {
    guard labels.labels.indices.contains(annotation.label) else { return annotation.label }
    return labels.current(annotation.label) ?? annotation.label
  }

  private func draw(
    _ annotation: WorkQueue.SavedAnnotation, _ name: String, on screen: inout Screen, row: Int,
    in part: Rect
  ) {
    let note = note(annotation)
    let start = 12 + (columns(of: name) > 1 ? Self.widestName : 1)
    let room = part.columns - start - (note.isEmpty ? 0 : columns(of: note) + 2)
    screen.write(
      clock.time(annotation.receipt.savedAt), row: row, column: part.column, style: .faint)
    screen.write(name, row: row, column: part.column + 10, style: .category(present(annotation)))
    screen.write(
      annotation.item.text.inOneLine, row: row, column: part.column + start, style: .faint,
      limit: room)
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
