package import Domain
package import TerminalUI

/// All events, the latest first, page by page, narrowed by kind and by words.
package struct EventsView: WorkView {
  package static let scope = Scope(.page, "In the list of events")
  package static let detail = ReportDetail.events

  package var page = 0
  private var group = EventGroup.all
  private var words = ""

  package init() {}

  package static func bindings(for labels: LabelSet) -> [Binding] {
    [
      Binding(
        .nextPage, .right, .down, .pageDown, .character(" "), in: scope,
        "Show the next page: earlier events.", hint: "next page"),
      Binding(
        .previousPage, .left, .up, .pageUp, in: scope, "Show the previous page: later events."),
      Binding(
        .nextEventGroup, .character("f"), in: scope,
        "Show one kind of events after the other: rounds, people, the lead's changes, failures.",
        hint: "kind"),
      Binding(
        .searchEvents, .character("/"), in: scope,
        "Show only events with some words; an empty text shows all.", hint: "words"),
      Binding(
        .close, .escape, .enter, .character("e"), .character("q"), in: scope, "Go back.",
        hint: "back"),
      Binding(
        .confirm, .enter, in: .eventWords, "Show only events with these words.", hint: "show"),
      Binding(.close, .escape, in: .eventWords, "Leave the list as it is.", hint: "cancel"),
    ]
  }

  package func facts(_ context: ViewContext) -> [Fact] {
    [Fact(words.isEmpty ? group.rawValue : "\(group.rawValue) with “\(words)”", weight: 5)]
  }

  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    switch command {
    case .nextEventGroup: group = group.next
    case .searchEvents:
      context.dialog = Dialog(
        .eventWords, "Show only events with", field: TextField(limit: 60, text: words),
        note: "an empty text shows all")
      return []
    case .confirm where context.dialog?.scope == .eventWords:
      words = context.dialog?.field?.text ?? ""
      context.dialog = nil
    default: return nil
    }
    page = 0
    return []
  }

  /// The columns of the time.
  private static let timeColumns = 21

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    let inner = part.inset(rows: 1, columns: 2)
    let lines = lines(context, columns: inner.columns)
    let pages = max(1, (lines.count + inner.rows - 1) / max(1, inner.rows))
    let shown = min(page, pages - 1)
    drawing.shown.lastPage = pages - 1
    drawing.drawPageNumber(shown, of: pages, below: part)
    if lines.isEmpty {
      drawing.screen.write(
        "No such events.", row: inner.row, column: inner.column, style: .faint)
    }
    for (offset, line) in lines.dropFirst(shown * inner.rows).prefix(inner.rows).enumerated() {
      let row = inner.row + offset
      drawing.screen.write(line.time, row: row, column: inner.column, style: .faint)
      drawing.screen.write(line.text, row: row, column: inner.column + Self.timeColumns)
    }
  }

  /// The lines of the events that are wanted, long ones wrapped.
  private func lines(
    _ context: ViewContext, columns: Int
  ) -> [(time: String, text: SafeText)] {
    let wanted = words.lowercased()
    return (context.report?.events ?? []).filter { group.contains($0.event) }.flatMap { event in
      let by = event.by.map { " (\($0))" } ?? ""
      let text = EventText.text(event.event) + by
      guard wanted.isEmpty || text.lowercased().contains(wanted) else {
        return [(time: String, text: SafeText)]()
      }
      let time = "\(context.clock.day(event.at)) \(context.clock.time(event.at))"
      return SafeText(text).wrapped(to: columns - Self.timeColumns).enumerated().map {
        ($0 == 0 ? time : "", $1)
      }
    }
  }
}

extension Scope {
  static let eventWords = Scope(.dialog, "When words of events are typed")
}

extension Command {
  static let showEvents = Command("show events")
  static let nextEventGroup = Command("next kind of events")
  static let searchEvents = Command("search events")
}
