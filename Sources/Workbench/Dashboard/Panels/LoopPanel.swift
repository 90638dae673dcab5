import Domain
import Foundation
import TerminalUI

/// The workflow's steps under its own names, with their times, and why a round failed.
struct LoopPanel: Panel {
  let loop: LoopText
  let now: Date

  private var report: LoopReport { loop.report.loop }

  var title: String { loop.title }

  /// A failure may carry a model's last output, which is worth some lines.
  var leastRows: Int { LoopStep.allCases.count + (report.failure == nil ? 0 : 2) }
  var mostRows: Int { LoopStep.allCases.count + (report.failure == nil ? 0 : 6) }

  func draw(on screen: inout Screen, in part: Rect) {
    let steps = LoopStep.allCases
    for (index, step) in steps.prefix(part.rows).enumerated() {
      draw(step, on: &screen, row: part.row + index, in: part)
    }
    guard let failure = report.failure, part.rows > steps.count else { return }
    let lines = SafeText(failure).wrapped(to: part.columns, rows: part.rows - steps.count)
    for (offset, line) in lines.enumerated() {
      screen.write(
        line, row: part.row + steps.count + offset, column: part.column, style: .failure)
    }
  }

  private enum State {
    case ahead
    case running
    case done
    case failed
    /// Begun in a round that is not running any more.
    case left
  }

  private func state(of step: LoopStep, _ begun: StepReport?) -> State {
    if report.state == .working, report.step == step { return .running }
    guard let begun else { return .ahead }
    if begun.endedAt != nil { return .done }
    return report.state == .failed ? .failed : .left
  }

  private func look(of state: State) -> (sign: Character, signStyle: Style, style: Style) {
    switch state {
    case .ahead: ("·", .faint, .faint)
    case .running: (LoopText.spinner(now), .active, .active)
    case .done: ("✓", .good, .plain)
    case .failed: ("✗", .failure, .failure)
    case .left: ("·", .faint, .plain)
    }
  }

  private func draw(_ step: LoopStep, on screen: inout Screen, row: Int, in part: Rect) {
    let begun = report.steps.last { $0.step == step }
    let state = state(of: step, begun)
    let look = look(of: state)
    screen.write(String(look.sign), row: row, column: part.column, style: look.signStyle)
    let note = note(begun, isRunning: state == .running)
    let width = columns(of: note)
    let end = screen.write(
      step.rawValue, row: row, column: part.column + 2, style: look.style,
      limit: part.columns - 2)
    guard end + 1 + width <= part.right else { return }
    screen.write(
      note, row: row, column: part.right - width, style: state == .running ? .active : .faint)
    guard let result = begun?.result.map(StepText.text), !result.isEmpty,
      columns(of: result) <= part.right - width - 2 - end - 1
    else { return }
    screen.write(result, row: row, column: end + 2, style: .faint)
  }

  /// The duration of a step, or its progress.
  private func note(_ step: StepReport?, isRunning: Bool) -> String {
    if isRunning, let fraction = report.fraction { return NumberText.wholePercent(fraction) }
    guard let step else { return "" }
    let end = step.endedAt ?? (isRunning ? now : nil)
    return end.map { ClockText.duration($0.timeIntervalSince(step.startedAt)) } ?? ""
  }
}
