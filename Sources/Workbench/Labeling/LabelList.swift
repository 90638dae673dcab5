import Domain
import TerminalUI

/// The labels with their keys, in several columns if they are many.
struct LabelList {
  let labels: LabelSet
  /// The label that was taken back, if one was.
  let marked: Int?

  /// Draws the labels and returns the part below.
  func draw(on drawing: inout Drawing, in part: Rect) -> Rect {
    guard part.rows > 0, labels.count > 0 else { return part }
    let perColumn = min(labels.count, max(1, part.rows))
    let columnCount = (labels.count + perColumn - 1) / perColumn
    let rows = (labels.count + columnCount - 1) / columnCount
    let width = part.columns / columnCount
    for index in 0..<labels.count {
      let place = Rect(
        row: part.row + index % rows, column: part.column + index / rows * width, rows: 1,
        columns: width - 1)
      draw(index, on: &drawing.screen, in: place)
      drawing.addRegion(place, .label(index))
    }
    return part.dropping(rows: rows)
  }

  private func draw(_ index: Int, on screen: inout Screen, in part: Rect) {
    let isMarked = marked == index
    let key = labels[index].key.map { String($0) } ?? "·"
    screen.write(" \(key) ", row: part.row, column: part.column, style: .categoryKey(index))
    let end = screen.write(
      labels[index].name, row: part.row, column: part.column + 5,
      style: isMarked ? .marked : .plain, limit: part.columns - 5)
    guard isMarked, end + 16 <= part.right else { return }
    screen.write("◂ your answer", row: part.row, column: end + 2, style: .marked)
  }
}
