import Domain
import Foundation
import TerminalUI

/// The panels of what is done and by whom.
extension Panels {
  /// The workflow's steps under its own names, the one that runs lit.
  var loop: Panel {
    let steps = LoopStep.allCases
    let hasFailure = report.loop.failure != nil
    // A model's last words are worth some lines.
    let (least, most) = hasFailure ? (steps.count + 2, steps.count + 6) : (steps.count, steps.count)
    return Panel(title: loopTitle, leastRows: least, mostRows: most) { screen, part in
      for (index, step) in steps.prefix(part.rows).enumerated() {
        draw(step, on: &screen, row: part.row + index, in: part)
      }
      guard let failure = report.loop.failure, part.rows > steps.count else { return }
      let lines = SafeText(failure).wrapped(to: part.columns, rows: part.rows - steps.count)
      for (offset, line) in lines.enumerated() {
        screen.write(
          line, row: part.row + steps.count + offset, column: part.column, style: .failure)
      }
    }
  }

  private var loopTitle: String {
    let loop = report.loop
    if session.isLoopStarting { return "loop: starting" }
    if !loop.isRunning, !report.status.isOver { return "loop: not running" }
    return "loop: round \(loop.round) \(loop.state.rawValue)"
  }

  private func draw(_ step: LoopStep, on screen: inout Screen, row: Int, in part: Rect) {
    let done = report.loop.steps.last { $0.step == step }
    let isLit = report.loop.state == .working && report.loop.step == step
    let hasFailed = report.loop.state == .failed && done != nil && done?.endedAt == nil
    let sign: (text: String, style: Style) =
      switch done {
      case _ where isLit: (String(LoopText.spinner(session.now)), .lit)
      case _ where hasFailed: ("✗", .failure)
      case let done? where done.endedAt != nil: ("✓", .good)
      default: ("·", .faint)
      }
    let style: Style = isLit ? .lit : hasFailed ? .failure : done == nil ? .faint : .plain
    screen.write(sign.text, row: row, column: part.column, style: sign.style)
    let right = stepNote(done, isLit: isLit)
    let width = columns(of: right)
    let name = step.rawValue
    let end = screen.write(
      name, row: row, column: part.column + 2, style: style, limit: part.columns - 2)
    guard end + 1 + width <= part.right else { return }
    screen.write(right, row: row, column: part.right - width, style: isLit ? .lit : .faint)
    guard let detail = done?.detail, !detail.isEmpty else { return }
    let room = part.right - width - 2 - end - 1
    guard columns(of: detail) <= room else { return }
    screen.write(detail, row: row, column: end + 2, style: .faint)
  }

  /// How long a step took, or how far it is.
  private func stepNote(_ step: StepReport?, isLit: Bool) -> String {
    if isLit, let fraction = report.loop.fraction { return NumberText.wholePercent(fraction) }
    guard let step else { return "" }
    let end = step.endedAt ?? (isLit ? session.now : nil)
    return end.map { ClockText.duration($0.timeIntervalSince(step.startedAt)) } ?? ""
  }

  /// What each round did, the latest first.
  var rounds: Panel {
    let rows = report.rounds.reversed().map(row)
    let table = Table(
      columns: [
        .init("round", isNumber: true), .init("trained on", isNumber: true),
        .init("auto", isNumber: true), .init("accuracy", isNumber: true),
        .init("asked", isNumber: true), .init("people", isNumber: true),
        .init("took", isNumber: true), .init("at"),
      ], rows: rows)
    return tablePanel("rounds", table, least: 3, empty: "No round yet.")
  }

  private func row(_ round: RoundReport) -> [Table.Entry] {
    let accuracy = round.estimatedAccuracy.map(NumberText.percent) ?? "–"
    return [
      .init(String(round.number), .strong), .init(NumberText.count(round.trainedOn)),
      .init(NumberText.count(round.autoLabeled), .model), .init(accuracy),
      .init(NumberText.count(round.selected)), .init(NumberText.count(round.humanLabeled), .people),
      .init(ClockText.duration(round.seconds), .faint),
      .init(clock.minute(round.publishedAt), .faint),
    ]
  }

  /// Who is working, how fast.
  var workers: Panel {
    let rows = report.workers.map { worker -> [Table.Entry] in
      [
        .init(worker.isPresent ? "●" : "○", worker.isPresent ? .good : .faint),
        .init(worker.name, worker.isPresent ? .strong : .plain),
        .init(NumberText.count(worker.answers), .people),
        .init(NumberText.decimal(worker.answersPerMinute, places: 1)),
        .init(worker.lastAnswerAt.map(clock.time) ?? "–", .faint),
      ]
    }
    let table = Table(
      columns: [
        .init(""), .init("worker", isFlexible: true), .init("answers", isNumber: true),
        .init("per min", isNumber: true), .init("last"),
      ], rows: rows)
    return tablePanel("workers", table, least: 2, empty: "Nobody has labeled yet.")
  }

  /// What happened last.
  var events: Panel {
    let rows = report.events.map { event -> [Table.Entry] in
      [.init(clock.time(event.at), .faint), .init(EventText.text(event.event))]
    }
    let table = Table(columns: [.init(""), .init("", isFlexible: true)], rows: rows)
    return tablePanel("events", table, least: 3, empty: "Nothing has happened yet.")
  }

  private func tablePanel(_ title: String, _ table: Table, least: Int, empty: String) -> Panel {
    Panel(title: title, leastRows: min(max(1, table.height), least), mostRows: max(1, table.height))
    {
      screen, part in
      if table.rows.isEmpty {
        screen.write(empty, row: part.row, column: part.column, style: .faint)
      } else {
        table.draw(on: &screen, in: part)
      }
    }
  }
}
