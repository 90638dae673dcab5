import Domain
import Foundation
import TerminalUI

/// Draws a state machine as boxes, one below the other, with arrows between them.
struct MachineDrawing {
  let machine: StateMachine
  let now: Date

  /// The rows of a machine: its name, and boxes of one line, with a row between two of them.
  static func rows(of machine: StateMachine) -> Int { 2 + 2 * machine.steps.count }

  /// The rows if each box has borders of its own.
  static func wideRows(of machine: StateMachine) -> Int { 1 + 4 * machine.steps.count }

  func draw(on screen: inout Screen, in part: Rect) {
    screen.write(machine.name, row: part.row, column: part.column, style: .heading)
    let isWide = Self.wideRows(of: machine) <= part.rows
    var row = part.row + 1
    for (index, step) in machine.steps.enumerated() {
      if isWide {
        drawBox(step, on: &screen, row: row, in: part)
        row += 3
      } else {
        drawLine(step, on: &screen, row: row, column: part.column, right: part.right)
        row += 1
      }
      if index < machine.steps.count - 1 {
        drawArrow(from: step, to: machine.steps[index + 1], on: &screen, row: row, in: part)
        row += 1
      }
    }
  }

  private func look(_ state: WorkflowStep.State) -> (sign: Character, style: Style) {
    switch state {
    case .ahead: ("·", .faint)
    case .running: (LoopText.spinner(now), .active)
    case .waiting: ("○", .warning)
    case .done: ("✓", .good)
    case .failed: ("✗", .failure)
    case .skipped: ("–", .faint)
    case .left: ("•", .warning)
    }
  }

  /// The border: heavy where something goes on, broken where nothing has happened.
  private func border(_ state: WorkflowStep.State) -> [String] {
    switch state {
    case .running, .waiting, .failed: ["┏", "━", "┓", "┃", "┗", "┛"]
    case .done, .left: ["┌", "─", "┐", "│", "└", "┘"]
    case .ahead, .skipped: ["┌", "╌", "┐", "╎", "└", "┘"]
    }
  }

  private func drawBox(
    _ step: WorkflowStep, on screen: inout Screen, row: Int, in part: Rect
  ) {
    let (border, style) = (border(step.state), look(step.state).style)
    let line = String(repeating: border[1], count: max(0, part.columns - 2))
    screen.write(border[0] + line + border[2], row: row, column: part.column, style: style)
    screen.write(border[3], row: row + 1, column: part.column, style: style)
    screen.write(border[3], row: row + 1, column: part.right - 1, style: style)
    screen.write(border[4] + line + border[5], row: row + 2, column: part.column, style: style)
    drawText(step, on: &screen, row: row + 1, column: part.column + 2, right: part.right - 2)
  }

  /// A box of one row.
  private func drawLine(
    _ step: WorkflowStep, on screen: inout Screen, row: Int, column: Int, right: Int
  ) {
    let (border, style) = (border(step.state), look(step.state).style)
    screen.write(border[3], row: row, column: column, style: style)
    screen.write(border[3], row: row, column: right - 1, style: style)
    drawText(step, on: &screen, row: row, column: column + 2, right: right - 2)
  }

  /// Sign, name, figures, state and time, as far as there is room.
  private func drawText(
    _ step: WorkflowStep, on screen: inout Screen, row: Int, column: Int, right: Int
  ) {
    let (sign, style) = look(step.state)
    screen.write(String(sign), row: row, column: column, style: style)
    let isPast = step.state == .done || step.state == .left
    let end = screen.write(
      step.name, row: row, column: column + 2, style: isPast ? .plain : style,
      limit: right - column - 2)
    let time = step.seconds.map(ClockText.duration) ?? ""
    let word = step.state == .done ? "" : step.state.rawValue
    let last = [word, time].filter { !$0.isEmpty }.joined(separator: " ")
    let start = right - columns(of: last)
    guard end + 1 <= start else { return }
    screen.write(last, row: row, column: start, style: isPast ? .faint : style)
    let room = start - 2 - (end + 2)
    if columns(of: step.note) <= room {
      screen.write(step.note, row: row, column: end + 2, style: .faint)
    }
  }

  /// The way to the next box, heavy where it was taken, and the other way of a branch beside it.
  private func drawArrow(
    from step: WorkflowStep, to next: WorkflowStep, on screen: inout Screen, row: Int,
    in part: Rect
  ) {
    let isTaken =
      step.branch.map { $0.goesDown == true } ?? (next.state != .ahead && next.state != .skipped)
    let style: Style = isTaken ? .plain : .faint
    var column = screen.write(
      isTaken ? "┃▼" : "╎↓", row: row, column: part.column + 3, style: style)
    guard let branch = step.branch else { return }
    let isOther = branch.goesDown == false
    column = screen.write(
      " \(branch.down)\(isTaken ? " ◂" : "")", row: row, column: column, style: style,
      limit: part.right - column)
    screen.write(
      "   \(isOther ? "━▶" : "╌→") \(branch.other)\(isOther ? " ◂" : "")", row: row,
      column: column, style: isOther ? .strong : .faint, limit: part.right - column)
  }
}
