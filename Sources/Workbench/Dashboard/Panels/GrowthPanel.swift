import Domain
import TerminalUI

/// The split as it grew, a column a round.
struct GrowthPanel: Panel {
  let report: ProjectReport

  let title = "by round: █ people, ╱ model"
  let leastRows = 5
  let mostRows = 20

  func draw(on screen: inout Screen, in part: Rect) {
    guard !report.rounds.isEmpty else {
      screen.write("No round yet.", row: part.row, column: part.column, style: .faint)
      return
    }
    let chart = Rect(
      row: part.row, column: part.column, rows: part.rows - 1, columns: part.columns)
    let each = max(1, min(4, chart.columns / max(1, report.rounds.count)))
    screen.drawColumns(report.rounds.map(stack), in: chart, columnsEach: each)
    drawRoundNumbers(on: &screen, in: part, columnsEach: each)
  }

  private func stack(_ round: RoundReport) -> [BarPart] {
    [
      BarPart(report.counts.share(round.humanLabeled), .people),
      BarPart(report.counts.share(round.autoLabeled), .model),
    ]
  }

  private func drawRoundNumbers(on screen: inout Screen, in part: Rect, columnsEach each: Int) {
    let shown = report.rounds.suffix(part.columns / each)
    let row = part.bottom - 1
    var next = part.column
    for (index, round) in shown.enumerated() {
      let column = part.column + index * each
      let text = String(round.number)
      guard column >= next, column + text.count <= part.right else { continue }
      next = screen.write(text, row: row, column: column, style: .faint) + 1
    }
    let latest = report.rounds.last.map { NumberText.percent(labeledShare($0)) } ?? ""
    let text = "\(latest) labeled"
    let column = part.right - columns(of: text)
    if column > next { screen.write(text, row: row, column: column, style: .faint) }
  }

  private func labeledShare(_ round: RoundReport) -> Double {
    report.counts.share(round.humanLabeled + round.autoLabeled)
  }
}
