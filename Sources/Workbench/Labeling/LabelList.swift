import Domain
import TerminalUI

/// Labels with their keys or numbers, in as many columns as they need.
struct LabelList {
  let labels: LabelSet
  /// The labels to show, in their order.
  let indices: [Int]
  /// The label that was taken back, if one was.
  let marked: Int?
  /// The label that Enter gives, in a search.
  var highlighted: Int?
  /// In a search, letters and digits are typed: every label has its number.
  var isSearch = false

  /// The columns of a key or number, with the gap.
  private static let signColumns = 5
  /// The least columns for names: fewer where a key is as good.
  private var leastName: Int { labels.hasKeyless ? 20 : 6 }

  /// Draws the labels and returns the part below.
  func draw(on drawing: inout Drawing, in part: Rect) -> Rect {
    guard part.rows > 0, !indices.isEmpty else { return part }
    let grid = grid(in: part)
    let capacity = grid.rows * grid.columns
    let isCut = indices.count > capacity
    let page = isCut ? max(1, capacity - 1) : capacity
    let place = highlighted.flatMap { indices.firstIndex(of: $0) } ?? 0
    let shown = Array(indices.dropFirst(place / page * page).prefix(page))
    let width = part.columns / grid.columns
    let names = ShortNames.fitting(
      shown.map { labels[$0].name }, columns: width - 1 - Self.signColumns)
    for (offset, index) in shown.enumerated() {
      let cell = cell(offset, of: part, grid)
      draw(index, as: names[offset], on: &drawing.screen, in: cell)
      drawing.addRegion(cell, .label(index))
    }
    if isCut { drawMore(shown.count, on: &drawing.screen, in: cell(page, of: part, grid)) }
    return part.dropping(rows: grid.rows)
  }

  private func grid(in part: Rect) -> (rows: Int, columns: Int) {
    // In a search names are compared: they are cut only where the whole line is too short.
    let wanted = isSearch ? part.columns - Self.signColumns - 1 : leastName
    let longest =
      indices.map { index in
        min(SafeText(labels[index].name, limit: wanted).columns, wanted)
      }.max() ?? 0
    let most = max(1, part.columns / (Self.signColumns + longest + 1))
    let perColumn = min(indices.count, part.rows)
    let across = min(most, (indices.count + perColumn - 1) / perColumn)
    return (min(perColumn, (indices.count + across - 1) / across), across)
  }

  private func cell(_ offset: Int, of part: Rect, _ grid: (rows: Int, columns: Int)) -> Rect {
    let width = part.columns / grid.columns
    return Rect(
      row: part.row + offset % grid.rows, column: part.column + offset / grid.rows * width, rows: 1,
      columns: width - 1)
  }

  private func drawMore(_ shown: Int, on screen: inout Screen, in part: Rect) {
    let count = "… \(NumberText.count(indices.count - shown)) more"
    let text = isSearch ? count : "\(count): /"
    screen.write(text, row: part.row, column: part.column, style: .faint, limit: part.columns)
  }

  private func draw(_ index: Int, as name: String, on screen: inout Screen, in part: Rect) {
    let isMarked = marked == index
    if let key = labels[index].key, !isSearch {
      screen.write(" \(key) ", row: part.row, column: part.column, style: .categoryKey(index))
    } else {
      let number = String(index + 1)
      let column = part.column + max(0, 3 - number.count)
      screen.write(number, row: part.row, column: column, style: .category(index))
    }
    let style: Style = highlighted == index ? .selected : isMarked ? .marked : .plain
    let end = screen.write(
      name, row: part.row, column: part.column + Self.signColumns, style: style,
      limit: part.columns - Self.signColumns)
    guard isMarked, end + 16 <= part.right else { return }
    screen.write("◂ your answer", row: part.row, column: end + 2, style: .marked)
  }
}
