import Domain
import TerminalUI

/// The model's confidence in the pool, with the least confidence that it auto-labels at.
struct ConfidencePanel: Panel {
  let round: RoundReport?

  let title = "confidence of the pool: ╱ auto-labeled"
  let leastRows = 4
  let mostRows = 20

  func draw(on screen: inout Screen, in part: Rect) {
    guard let round, !round.confidenceHistogram.isEmpty else {
      screen.write("No round yet.", row: part.row, column: part.column, style: .faint)
      return
    }
    let histogram = Histogram(counts: round.confidenceHistogram, threshold: round.threshold)
    let each = histogram.columnsEach(in: part.columns)
    let chart = Rect(
      row: part.row, column: part.column, rows: part.rows - 1, columns: part.columns)
    screen.drawColumns(histogram.stacks, in: chart, columnsEach: each)
    drawAxis(histogram, on: &screen, row: part.bottom - 1, in: part)
  }

  private func drawAxis(_ histogram: Histogram, on screen: inout Screen, row: Int, in part: Rect) {
    let width = histogram.columnsEach(in: part.columns) * histogram.counts.count
    screen.write("0", row: row, column: part.column, style: .faint)
    screen.write("1", row: row, column: part.column + max(0, width - 1), style: .faint)
    guard let threshold = histogram.threshold,
      let column = histogram.thresholdColumn(in: part.columns)
    else {
      screen.write("no threshold yet", row: row, column: part.column + 3, style: .faint)
      return
    }
    screen.write("▲", row: row, column: part.column + column, style: .model)
    let number = NumberText.decimal(threshold, places: 3)
    for text in ["auto-label from \(number)", "from \(number)"] {
      // Before the sign, or behind the axis.
      let before = column - 1 - columns(of: text)
      let behind = width + 2 + columns(of: text) <= part.columns ? width + 2 : 0
      guard let place = [before, behind].first(where: { $0 > 1 }) else { continue }
      screen.write(text, row: row, column: part.column + place, style: .faint)
      return
    }
  }
}
