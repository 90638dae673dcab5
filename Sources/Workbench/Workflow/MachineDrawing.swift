import Domain
import Foundation
import TerminalUI

/// Draws a state machine as boxes, one below the other, with arrows between them.
struct MachineDrawing {
  let machine: StateMachine
  let now: Date

  /// The forms of a machine: boxes with arrows between them, boxes with the arrows in their borders,
  /// and boxes of a single row; with the rows that a step takes, its arrow included.
  private enum Form: Int, CaseIterable {
    case airy = 4
    case tight = 3
    case lines = 2
  }

  static let leastRowsEach = Form.lines.rawValue

  private func form(in part: Rect) -> Form {
    Form.allCases.first { 1 + machine.steps.count * $0.rawValue <= part.rows } ?? .lines
  }

  func draw(on screen: inout Screen, in part: Rect) {
    screen.write(machine.name, row: part.row, column: part.column, style: .heading)
    let form = form(in: part)
    for (index, step) in machine.steps.enumerated() {
      let row = part.row + 1 + index * form.rawValue
      if form == .lines {
        drawLine(step, on: &screen, row: row, column: part.column, right: part.right)
      } else {
        drawBox(step, on: &screen, row: row, in: part)
      }
      guard index > 0 else { continue }
      let arrow = form == .tight ? row : row - 1
      drawArrow(from: machine.steps[index - 1], to: step, on: &screen, row: arrow, in: part)
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
    let isOnWay = next.state != .ahead && next.state != .skipped
    let isTaken = step.branch.map { $0.goesDown == true } ?? isOnWay
    let style: Style = isTaken ? .plain : .faint
    var column = screen.write(
      isTaken ? " ┃▼ " : " ╎↓ ", row: row, column: part.column + 2, style: style)
    guard let branch = step.branch else { return }
    let isOther = branch.goesDown == false
    let down = "\(branch.down) \(isTaken ? "◂ taken " : "")"
    let other = "\(isOther ? "━▶" : "╌→") \(branch.other) \(isOther ? "◂ taken " : "")"
    let room = part.right - 1 - column
    let fitsBoth = columns(of: down) + 2 + columns(of: other) <= room
    // Without room for both, the way that was taken is named.
    if fitsBoth || !isOther {
      column = screen.write(down, row: row, column: column, style: style, limit: room) + 2
    }
    guard fitsBoth || isOther else { return }
    screen.write(
      other, row: row, column: column, style: isOther ? .plain : .faint,
      limit: part.right - 1 - column)
  }
}
