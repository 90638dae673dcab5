import Domain
import TerminalUI

/// The split and the loop's state below the rule.
struct LabelingFoot {
  let context: ViewContext

  func draw(on screen: inout Screen, row: Int) {
    let margin = LabelingLayout.margin
    let room = screen.columns - 2 * margin
    guard let report = context.report else {
      screen.write("Reading the project…", row: row, column: margin, style: .faint)
      return
    }
    let split = SplitView(counts: report.counts)
    let loop = context.loopText(report)
    let loopColumns = columns(of: loop.line)
    let end = split.drawLegend(
      on: &screen, row: row + 1, column: margin, limit: room, withCounts: false)
    let fitsLegend = end + 3 + loopColumns <= screen.columns - margin
    let shown = fitsLegend ? loopColumns : min(loopColumns, room * 2 / 3)
    let bar = fitsLegend ? room : room - shown - 2
    split.drawBar(on: &screen, row: row, column: margin, columns: bar)
    screen.write(
      loop.line, row: fitsLegend ? row + 1 : row, column: screen.columns - margin - shown,
      style: loop.style, limit: shown)
  }
}
