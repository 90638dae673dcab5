import Domain
import TerminalUI

/// The learning curve: how right the model would be on all that each round left open.
struct CurvePanel: Panel {
  private let errors: [Double]
  private let first: Int
  private let target: Double

  let title = "learning: right on all left open"
  let leastRows = 5
  let mostRows = 20

  /// Nil before there are two rounds.
  init?(_ report: ProjectReport) {
    errors = report.rounds.compactMap(\.openError)
    guard errors.count > 1 else { return nil }
    first = report.rounds.first?.number ?? 1
    target = report.settings.target
  }

  /// The least accuracy that is drawn: columns stand on it.
  private var floor: Double {
    let least = min(target, errors.map { 1 - $0 }.min() ?? 0)
    return max(0, (least * 10).rounded(.down) / 10 - 0.001)
  }

  func draw(on screen: inout Screen, in part: Rect) {
    let scale = 7
    let chart = Rect(
      row: part.row, column: part.column + scale, rows: part.rows - 1,
      columns: part.columns - scale)
    let each = max(1, min(4, chart.columns / max(1, errors.count)))
    let floor = floor
    func height(_ accuracy: Double) -> Double { max(0.01, (accuracy - floor) / (1 - floor)) }
    screen.drawColumns(
      errors.map { [BarPart(height(1 - $0), .model)] }, in: chart, columnsEach: each)
    let row = chart.bottom - 1 - Int(height(target) * Double(chart.rows) - 0.01)
    let used = min(errors.count, chart.columns / each) * each
    let room = chart.columns - used - 1
    let asked = ["┄ \(DialText.target(target)) asked", "┄ asked", "┄"].first {
      columns(of: $0) <= room
    }
    screen.write(
      asked ?? "", row: max(chart.row, row), column: chart.column + used + 1, style: .strong)
    screen.write("100 %", row: chart.row, column: part.column, style: .faint)
    screen.write(
      DialText.whole(floor), row: chart.bottom - 1, column: part.column, style: .faint)
    drawAxis(on: &screen, in: part, after: part.column + scale)
  }

  private func drawAxis(on screen: inout Screen, in part: Rect, after column: Int) {
    let accuracy = NumberText.percent(1 - (errors.last ?? 1))
    screen.write(
      "rounds \(first) to \(first + errors.count - 1); now \(accuracy)", row: part.bottom - 1,
      column: column,
      style: .faint, limit: part.right - column)
  }
}
