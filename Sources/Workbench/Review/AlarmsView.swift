package import Domain
package import TerminalUI

/// The open alarms, one of them selected, and the lead's remedies.
package struct AlarmsView: WorkView {
  package static let scope = Scope(.page, "On the alarms", footerRows: 2)
  /// Typing a reason.
  package static let field = Scope(.dialog, "When an alarm asks for a reason")

  private var position = 0
  private var isSettingAside = false

  package init() {}

  package static func bindings(for labels: LabelSet) -> [Binding] {
    [
      Binding(.listUp, .up, in: scope, "Go to the alarm before."),
      Binding(.listDown, .down, in: scope, "Go to the next alarm."),
      Binding(
        .lookAtAlarm, .enter, in: scope, "Show the answers that contradict, in the review.",
        hint: "look"),
      Binding(
        .setAside, .character("z"), in: scope,
        "Set all answers of the alarm's worker aside, for a reason; their items are asked again.",
        hint: "set worker aside"),
      Binding(
        .acknowledge, .character("a"), in: scope,
        "Acknowledge the alarm, for a reason: the job goes on.", hint: "acknowledge"),
      Binding(.close, .escape, .character("q"), in: scope, "Go back.", hint: "back"),
      Binding(.confirm, .enter, in: field, "Take the reason.", hint: "take"),
      Binding(.close, .escape, in: field, "Change nothing.", hint: "leave"),
    ]
  }

  package func facts(_ context: ViewContext) -> [Fact] { [context.savedFact] }

  package func notice(_ context: ViewContext) -> Notice? {
    selected(context).map { _ in
      Notice("While an alarm is open, no auto-labels are given.", style: .warning)
    }
  }

  private func selected(_ context: ViewContext) -> AlarmReport? {
    let open = context.report?.openAlarms ?? []
    return open.isEmpty ? nil : open[min(position, open.count - 1)]
  }

  package func refusal(of command: Command, _ context: ViewContext) -> Refusal? {
    guard [.lookAtAlarm, .setAside, .acknowledge].contains(command) else { return nil }
    guard let alarm = selected(context)?.alarm else { return .impossible("No alarm is open.") }
    if context.pending.isBusy { return .tooEarly("the change before is being saved") }
    switch command {
    case .lookAtAlarm where alarm.contradicted == nil:
      return .impossible("No list shows it; “winnow doctor” says what was found.")
    case .setAside where alarm.worker == nil:
      return .impossible("It is not about one worker; “look” shows whose answers they are.")
    default: return nil
    }
  }

  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    switch command {
    case .listUp: position = max(0, position - 1)
    case .listDown:
      position = max(0, min(position + 1, (context.report?.openAlarms.count ?? 0) - 1))
    case .lookAtAlarm: context.wanted = selected(context)?.alarm.contradicted
    case .setAside: ask("Why set the answers aside?", isSettingAside: true, &context)
    case .acknowledge: ask("Why may the job go on?", isSettingAside: false, &context)
    case .confirm: return take(&context)
    default: return nil
    }
    return []
  }

  private mutating func ask(
    _ question: String, isSettingAside: Bool, _ context: inout ViewContext
  ) {
    self.isSettingAside = isSettingAside
    context.dialog = Dialog(
      Self.field, question, field: TextField(limit: RejectReason.longest),
      note: "the reason is kept")
  }

  private func take(_ context: inout ViewContext) -> [Effect] {
    let reason = (context.dialog?.field?.text ?? "").split(separator: " ").joined(separator: " ")
    guard !reason.isEmpty, let alarm = selected(context) else {
      context.tell("Type a reason, or press Esc.", style: .warning)
      return []
    }
    context.dialog = nil
    guard isSettingAside, let worker = alarm.alarm.worker else {
      return context.begin(.acknowledge(alarm: alarm.id, reason: reason))
    }
    return context.begin(.setAside(worker: worker, reason: reason))
  }

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    let inner = part.inset(rows: 1, columns: 3)
    var lines: [TextPage.Line] = []
    var first = 0
    let chosen = selected(context)
    for alarm in context.report?.openAlarms ?? [] {
      if alarm.id == chosen?.id { first = lines.count }
      lines += Self.lines(alarm, isChosen: alarm.id == chosen?.id, context, inner.columns)
    }
    if lines.isEmpty { lines = TextPage.lines("No alarm is open.", style: .faint, columns: 40) }
    TextPage(lines: lines, rows: inner.rows).draw(on: &drawing.screen, in: inner, scroll: first)
  }

  private static func lines(
    _ report: AlarmReport, isChosen: Bool, _ context: ViewContext, _ columns: Int
  ) -> [TextPage.Line] {
    let sign = isChosen ? "▸ " : "  "
    let time = context.clock.stamp(report.raisedAt).dropLast(3)
    let head = SafeText("\(sign)Alarm \(report.id), \(time)").truncated(to: columns)
    let text = AlarmText.text(report.alarm).capitalizedFirst
    return [.init([(head, isChosen ? .heading : .plain)])]
      + TextPage.lines(text, style: .warning, indent: 2, columns: columns)
      + TextPage.lines(remedy(report.alarm, context), style: .plain, indent: 2, columns: columns)
      + [.init()]
  }

  private static func remedy(_ alarm: Alarm, _ context: ViewContext) -> String {
    func key(_ command: Command) -> String { context.keys.keyName(for: command) }
    let goOn = "\(key(.acknowledge)) lets the job go on, for a reason."
    if let worker = alarm.worker {
      return "\(key(.lookAtAlarm)) shows those answers, \(key(.setAside)) sets all answers of"
        + " \(worker) aside; \(goOn)"
    }
    guard alarm.contradicted != nil else {
      return "Compare with a backup, or ask who can write to the project; \(goOn)"
    }
    return "\(key(.lookAtAlarm)) shows what contradicts; \(goOn)"
  }
}

extension String {
  fileprivate var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}

extension Command {
  package static let lookAtAlarm = Command("look at the alarm")
  package static let setAside = Command("set aside")
  package static let acknowledge = Command("acknowledge")
}
