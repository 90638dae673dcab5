package import Domain
package import TerminalUI

/// The lead's view: the split on top, panels below, on as many pages as they need.
package struct DashboardView: WorkView {
  package static let scope = Scope(.view, "On the dashboard")
  package static let isReadOnly = true

  package var page = 0
  /// The target that the lead is asked to confirm.
  var wantedTarget: Double?
  /// The change of the job that the lead is asked to confirm.
  var wantedControl: JobControl?

  package init() {}

  package static func bindings(for labels: LabelSet) -> [Binding] {
    [
      Binding(
        .nextPage, .right, .down, .pageDown, .character(" "), in: scope,
        "Show the next page.", hint: "next page"
      ).spare,
      Binding(.previousPage, .left, .up, .pageUp, in: scope, "Show the previous page."),
      Binding(
        .showGuide, .character("g"), in: scope, "Show the instructions and examples."),
      Binding(
        .askTarget, .character("t"), in: scope,
        "Change the target, the accuracy asked of the model; it asks before it sets.",
        hint: "target"),
      Binding(
        .showEvents, .character("e"), in: scope, "Show all events, to page through and filter.",
        hint: "events"),
    ] + controlBindings + targetBindings + controlAskedBindings
  }

  package func facts(_ context: ViewContext) -> [Fact] {
    let status = Fact(context.report?.status.rawValue ?? "reading…", weight: 1)
    let last = context.setup.isReadOnly ? context.clockFact : context.savedFact
    return [status] + loopFacts(context) + [last]
  }

  private func loopFacts(_ context: ViewContext) -> [Fact] {
    guard let report = context.report, !report.status.isOver else { return [] }
    return [Fact(context.loopText(report).line, style: .barStrong, weight: 4)]
  }

  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    if let control = command.control {
      ask(control, &context)
      return []
    }
    switch command {
    case .controlJob: return controlJob(&context)
    case .showGuide: context.open(GuideView())
    case .showEvents: context.open(EventsView())
    default: return runTarget(command, &context)
    }
    return []
  }

  package func refusal(of command: Command, _ context: ViewContext) -> Refusal? {
    if let control = command.control { return controlRefusal(control, context) }
    return command == .askTarget ? targetRefusal(context) : nil
  }

  package func offers(_ command: Command, _ context: ViewContext) -> Bool {
    command.control.map { offersControl($0, context) } ?? true
  }

  package mutating func update(_ event: Event, _ context: inout ViewContext) -> [Effect] {
    noteTarget(event, &context)
    noteControl(event, &context)
    return []
  }

  /// The rows above the panels: a gap, the bar, the legend, a gap.
  private static let headRows = 4

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    guard let report = context.report else {
      drawing.screen.write("Reading the project…", row: part.row + 1, column: 2, style: .faint)
      return
    }
    drawHead(report, on: &drawing.screen, in: part)
    let room = part.dropping(rows: Self.headRows).inset(columns: 2)
    let pages = PanelLayout(part: room).pages(of: Self.panels(report, context))
    let shown = min(page, pages.count - 1)
    for placed in pages[shown] { placed.draw(on: &drawing.screen) }
    drawing.shown.lastPage = pages.count - 1
    drawing.drawPageNumber(shown, of: pages.count, key: "→ ", below: part)
  }

  private func drawHead(_ report: ProjectReport, on screen: inout Screen, in part: Rect) {
    let room = part.columns - 4
    let row = part.row + 1
    let counts = report.counts
    let split = SplitView(counts: counts)
    split.drawBar(on: &screen, row: row, column: 2, columns: room)
    let end = split.drawLegend(
      on: &screen, row: row + 1, column: 2, limit: room, withCounts: room >= 70)
    if let shared = SharedText(report).line {
      screen.write(shared, row: row + 2, column: 2, style: .faint, limit: room)
    }
    let total = NumberText.counted(counts.total, "item")
    let width = columns(of: total)
    guard end + 3 + width <= 2 + room else { return }
    screen.write(total, row: row + 1, column: 2 + room - width, style: .faint)
  }

  /// The panels in the order of their importance.
  private static func panels(_ report: ProjectReport, _ context: ViewContext) -> [any Panel] {
    let loop = context.loopText(report)
    let first: [(any Panel)?] = [
      AlarmsPanel(report), QualityPanel(loop: loop), RemainingPanel(report, now: context.now),
      LabelsPanel(report: report), GrowthPanel(report: report), DialPanel(report: report),
      LoopPanel(loop: loop, now: context.now),
    ]
    let more: [(any Panel)?] = [
      LabelQualityPanel(report), ConfusionsPanel(report), ModelsPanel(report),
      CurvePanel(report), ConfidencePanel(round: report.rounds.last),
      RoundsPanel(rounds: report.rounds, clock: context.clock),
      WorkersPanel(
        workers: report.workers, showsGold: context.setup.isLead,
        agreements: context.setup.isLead ? report.quality.promise?.workers ?? [] : [],
        clock: context.clock),
      EventsPanel(events: report.events, clock: context.clock),
    ]
    return (first + more).compactMap(\.self)
  }
}
