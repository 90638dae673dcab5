import Foundation
import TerminalUI

/// The parts of a round's workflow: both machines beside each other where there is room, else a page
/// each; and a failure in full, on further pages if it is long.
struct WorkflowPages {
  private let workflow: Workflow
  private let now: Date
  private let part: Rect

  /// The least columns for a machine beside the other.
  private static let narrowest = 50
  private static let gap = 4
  /// The most columns of a machine: further ones would only pull name and time apart.
  private static let widest = 84

  init(_ workflow: Workflow, now: Date, part: Rect) {
    (self.workflow, self.now, self.part) = (workflow, now, part)
  }

  private enum Page {
    case machines([StateMachine])
    case failure(first: Int)
  }

  /// The words of the failure, wrapped; below its heading.
  private var failureLines: [SafeText] {
    // A model's last lines were joined by “|” for places with one row.
    workflow.failure.map {
      SafeText.wrapped($0.replacing(" | ", with: "\n  "), to: part.columns)
    } ?? []
  }

  /// The most steps that a page has rows for.
  private var stepsEach: Int { max(2, (part.rows - 1) / MachineDrawing.leastRowsEach) }

  private var isBeside: Bool {
    part.columns >= 2 * Self.narrowest + Self.gap && workflow.outer.steps.count <= stepsEach
  }

  private var pages: [Page] {
    let (outer, inner) = (workflow.outer, workflow.inner)
    let machines: [Page] =
      isBeside
      ? [.machines([outer, inner])]
      : (parts(of: outer) + parts(of: inner)).map { .machines([$0]) }
    let failure = stride(from: 0, to: failureLines.count, by: max(1, part.rows - 1))
      .map(Page.failure)
    // A failure is read first.
    return failure + machines
  }

  /// Returns a machine in parts that a page has rows for; each begins with the last step of the one
  /// before.
  private func parts(of machine: StateMachine) -> [StateMachine] {
    let (steps, each) = (machine.steps, stepsEach)
    guard steps.count > each else { return [machine] }
    return stride(from: 0, to: steps.count - 1, by: each - 1).map { first in
      StateMachine(name: machine.name, steps: Array(steps[first..<min(first + each, steps.count)]))
    }
  }

  var count: Int { pages.count }

  func draw(_ index: Int, on screen: inout Screen) {
    switch pages[index] {
    case .machines(let machines): draw(machines, on: &screen)
    case .failure(let first):
      screen.write(
        "Why round \(workflow.round) failed; the steps are on the next page", row: part.row,
        column: part.column, style: .failure, limit: part.columns)
      let lines = failureLines.dropFirst(first).prefix(part.rows - 1)
      for (offset, line) in lines.enumerated() {
        screen.write(line, row: part.row + 1 + offset, column: part.column)
      }
    }
  }

  private func draw(_ machines: [StateMachine], on screen: inout Screen) {
    let all = part.columns - Self.gap * (machines.count - 1)
    let width = min(Self.widest, all / machines.count)
    for (index, machine) in machines.enumerated() {
      let place = Rect(
        row: part.row, column: part.column + index * (width + Self.gap), rows: part.rows,
        columns: width)
      MachineDrawing(machine: machine, now: now).draw(on: &screen, in: place)
    }
  }
}
