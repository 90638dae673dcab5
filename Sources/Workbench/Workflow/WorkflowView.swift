package import Domain
import Foundation
package import TerminalUI

/// The sample's two state machines in one round, and the rounds before to page through.
package struct WorkflowView: WorkView {
  package static let scope = Scope(.view, "On the workflow")
  package static let isReadOnly = true
  package static let detail = ReportDetail.steps

  package var page = 0
  /// The number of rounds back from the latest one.
  private var back = 0

  package init() {}

  package static func bindings(for labels: LabelSet) -> [Binding] {
    [
      Binding(
        .nextPage, .down, .pageDown, .character(" "), in: scope, "Show the next page of the round.",
        hint: "next page"),
      Binding(.previousPage, .up, .pageUp, in: scope, "Show the page before."),
      Binding(
        .earlierRound, .left, in: scope, "Show the round before.", hint: "earlier round"),
      Binding(.laterRound, .right, in: scope, "Show the round after.", hint: "later round"),
    ]
  }

  package func facts(_ context: ViewContext) -> [Fact] {
    guard let report = context.report else { return [Fact("reading…", weight: 1)] }
    return [
      Fact(context.loopText(report).line, style: .barStrong, weight: 4),
      context.setup.isReadOnly ? context.clockFact : context.savedFact,
    ]
  }

  package func refusal(of command: Command, _ context: ViewContext) -> Refusal? {
    let rounds = context.report.map(Workflow.rounds)?.count ?? 0
    switch command {
    case .earlierRound where back >= rounds - 1: return .impossible("This is the first round.")
    case .laterRound where back == 0: return .impossible("This is the latest round.")
    default: return nil
    }
  }

  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    switch command {
    case .earlierRound: back += 1
    case .laterRound: back = max(0, back - 1)
    default: return nil
    }
    page = 0
    return []
  }

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    guard let report = context.report else {
      drawing.screen.write("Reading the project…", row: part.row + 1, column: 2, style: .faint)
      return
    }
    let rounds = Workflow.rounds(of: report)
    let place = max(0, rounds.count - 1 - back)
    let workflow = Workflow(report, round: rounds[place], now: context.now)
    drawHead(workflow, of: rounds.count, report, context, on: &drawing.screen, in: part)
    let room = part.dropping(rows: 1).inset(columns: 2)
    let pages = WorkflowPages(workflow, now: context.now, part: room)
    let shown = min(page, pages.count - 1)
    pages.draw(shown, on: &drawing.screen)
    drawing.shown.lastPage = pages.count - 1
    drawing.drawPageNumber(shown, of: pages.count, below: part)
  }

  private func drawHead(
    _ workflow: Workflow, of count: Int, _ report: ProjectReport,
    _ context: ViewContext, on screen: inout Screen, in part: Rect
  ) {
    let name =
      workflow.round == 0
      ? "before the first round" : "round \(workflow.round) of \(max(count, workflow.round))"
    let end = screen.write(name, row: part.row, column: 2, style: .strong)
    let published = report.rounds.first { $0.number == workflow.round }.map {
      "published \(context.clock.day($0.publishedAt)) \(context.clock.time($0.publishedAt)),"
        + " took \(ClockText.duration($0.seconds))"
    }
    let state = workflow.failure == nil ? "not published yet" : "failed"
    screen.write(
      " · \(published ?? state)", row: part.row, column: end,
      style: workflow.failure == nil ? .faint : .failure, limit: part.columns - end - 2)
  }
}

extension Command {
  static let earlierRound = Command("earlier round")
  static let laterRound = Command("later round")
}
