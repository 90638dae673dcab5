import Domain
import TerminalUI

/// The number of items that people and the model gave each label.
struct LabelsPanel: Panel {
  let report: ProjectReport

  let title = "by label: █ people, ╱ model"
  var leastRows: Int { min(report.labels.used.count, 8) }
  var mostRows: Int { report.labels.used.count }

  func draw(on screen: inout Screen, in part: Rect) {
    let count = report.labels.used.count
    let isCut = count > part.rows
    let shown = isCut ? part.rows - 1 : count
    let width = nameWidth(in: part)
    let names = ShortNames.fitting(
      report.labels.used.prefix(max(0, shown)).map { report.labels[$0].name }, columns: width)
    for (place, index) in report.labels.used.prefix(names.count).enumerated() {
      draw(labelAt: index, as: names[place], width, on: &screen, row: part.row + place, in: part)
    }
    guard isCut else { return }
    let more = "… and \(count - shown) more"
    screen.write(more, row: part.bottom - 1, column: part.column + 2, style: .faint)
  }

  private static let shortestBar = 6

  /// The columns of the names: a name says more than the last columns of its bar.
  private func nameWidth(in part: Rect) -> Int {
    let longest = report.labels.used.map { columns(of: report.labels[$0].name) }.max() ?? 0
    let counts = countWidth * (isWide(part) ? 2 : 1)
    return max(1, min(longest, part.columns - counts - Self.shortestBar - 4))
  }

  private func draw(
    labelAt index: Int, as name: String, _ nameWidth: Int, on screen: inout Screen, row: Int,
    in part: Rect
  ) {
    let key = report.labels[index].key.map { String($0) } ?? "·"
    screen.write(key, row: row, column: part.column, style: .category(index))
    let end = drawCounts(ofLabelAt: index, on: &screen, row: row, in: part)
    screen.write(name, row: row, column: part.column + 2)
    let largest = Double(max(1, largest))
    let bar = part.column + nameWidth + 4
    let parts = [
      BarPart(Double(human(index)) / largest, .people),
      BarPart(Double(auto(index)) / largest, .model),
    ]
    screen.drawColumnBar(parts, row: row, column: bar, columns: end - bar - 2)
  }

  /// Draws the counts at the right, both where there is room, and returns the column before them.
  private func drawCounts(
    ofLabelAt index: Int, on screen: inout Screen, row: Int, in part: Rect
  ) -> Int {
    let (human, auto) = (human(index), auto(index))
    let width = countWidth
    let numbers: [(number: Int, style: Style)] =
      isWide(part) ? [(human, .people), (auto, .model)] : [(human + auto, .plain)]
    for (offset, entry) in numbers.reversed().enumerated() {
      let text = NumberText.count(entry.number)
      let right = part.right - offset * width
      screen.write(text, row: row, column: right - columns(of: text), style: entry.style)
    }
    return part.right - numbers.count * width + 2
  }

  /// The columns of a count, with the gap before it.
  private var countWidth: Int { columns(of: NumberText.count(largest)) + 2 }

  /// There is room for both counts.
  private func isWide(_ part: Rect) -> Bool { part.columns >= 46 }

  private func human(_ index: Int) -> Int { report.counts.human(ofLabel: index) }

  private func auto(_ index: Int) -> Int { report.counts.auto(ofLabel: index) }

  /// The number of items with the most frequent label.
  private var largest: Int {
    let counts = report.counts
    let indices = 0..<max(counts.humanByLabel.count, counts.autoByLabel.count)
    return indices.map { human($0) + auto($0) }.max() ?? 0
  }
}
