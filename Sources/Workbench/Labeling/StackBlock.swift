import Domain
import TerminalUI

/// The near-duplicates of an item, below it: how many there are, and the texts of some.
struct StackBlock {
  let task: LeasedTask
  /// The next label is for all of them.
  let isAskedFor: Bool
  /// The key that asks for it.
  let keyName: String

  /// The most texts that are shown; they tell whether one answer fits all.
  private static let textLimit = 2

  /// The rows that it takes where there are `room`; none without a stack.
  func rowCount(in room: Int) -> Int {
    task.nearDuplicates.isEmpty ? 0 : min(max(1, room), 1 + texts.count)
  }

  func draw(on screen: inout Screen, in part: Rect) {
    guard part.rows > 0 else { return }
    if isAskedFor { drawAsked(on: &screen, in: part) } else { drawOffer(on: &screen, in: part) }
    for (offset, text) in texts.prefix(part.rows - 1).enumerated() {
      let line = SafeText(text.inOneLine, limit: part.columns).truncated(to: part.columns - 2)
      screen.write(line, row: part.row + 1 + offset, column: part.column + 2, style: .faint)
    }
  }

  private var count: String { CountText.nearDuplicates(task.nearDuplicates.count) }

  private func drawAsked(on screen: inout Screen, in part: Rect) {
    let all = NumberText.count(task.nearDuplicates.count + 1)
    let texts = [
      "\(count): your next label is for all \(all)", "next label for all \(all)",
    ]
    let text = texts.first { columns(of: $0) <= part.columns } ?? ""
    screen.write(text, row: part.row, column: part.column, style: .marked)
  }

  private func drawOffer(on screen: inout Screen, in part: Rect) {
    let end = screen.write(count, row: part.row, column: part.column, style: .strong)
    let offer = " labels them, too"
    guard end + 3 + columns(of: keyName + offer) <= part.right else { return }
    let next = screen.write(keyName, row: part.row, column: end + 3, style: .key)
    screen.write(offer, row: part.row, column: next, style: .faint)
  }

  /// The texts that differ from the item's and from each other.
  private var texts: [String] {
    var seen: Set = [task.item.text]
    return Array(
      task.nearDuplicates.map(\.text).filter { seen.insert($0).inserted }.prefix(Self.textLimit))
  }
}
