import Domain
import TerminalUI

/// What is nearly the same as the item, below it: how many, and the texts of some.
struct StackView {
  let session: Session
  let task: LeasedTask

  /// So many texts are shown; they tell whether one answer fits all.
  private static let textLimit = 2

  /// The rows that it takes where there are `room`; none without a stack.
  func rowCount(in room: Int) -> Int {
    task.alike.isEmpty ? 0 : min(max(1, room), 1 + texts.count)
  }

  func draw(on screen: inout Screen, in part: Rect) {
    guard part.rows > 0 else { return }
    drawCount(on: &screen, in: part)
    for (offset, text) in texts.prefix(part.rows - 1).enumerated() {
      let line = SafeText(text, limit: part.columns).truncated(to: part.columns - 2)
      screen.write(line, row: part.row + 1 + offset, column: part.column + 2, style: .faint)
    }
  }

  private func drawCount(on screen: inout Screen, in part: Rect) {
    let count = NumberText.count(task.alike.count)
    let key = session.keys.keyName(for: .wholeStack)
    if session.desk.isForStack {
      let all = NumberText.count(task.alike.count + 1)
      let texts = [
        "and \(count) alike: your next label is for all \(all)", "next label for all \(all)",
      ]
      let text = texts.first { columns(of: $0) <= part.columns } ?? ""
      screen.write(text, row: part.row, column: part.column, style: .marked)
      return
    }
    let end = screen.write(
      "and \(count) alike", row: part.row, column: part.column, style: .strong)
    let offer = " labels them, too"
    guard end + 3 + columns(of: key + offer) <= part.right else { return }
    let next = screen.write(key, row: part.row, column: end + 3, style: .key)
    screen.write(offer, row: part.row, column: next, style: .faint)
  }

  /// Copies of what is shown already tell nothing.
  private var texts: [String] {
    var seen: Set = [task.item.text]
    return Array(
      task.alike.map(\.text).filter { seen.insert($0).inserted }.prefix(Self.textLimit))
  }
}
