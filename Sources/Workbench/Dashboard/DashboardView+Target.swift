import Domain
import TerminalUI

/// Moving the dial: a target is typed, its price is shown, and only then it is set.
extension DashboardView {
  static let targetBindings = [
    Binding(
      .confirm, .enter, in: .targetTyping, "Show what the typed target asks of people.",
      hint: "go on"),
    Binding(.close, .escape, in: .targetTyping, "Leave the target as it is.", hint: "cancel"),
    Binding(
      .setTarget, .character("y"), in: .targetAsked, "Set the target, from the next round on.",
      hint: "yes, set it"),
    Binding(
      .close, .character("n"), .escape, in: .targetAsked, "Leave the target as it is.",
      hint: "no, leave it"),
  ]

  func targetRefusal(_ context: ViewContext) -> Refusal? {
    if !context.setup.isLead {
      return .impossible("Only the lead, who owns the project's folder, changes the target.")
    }
    return context.report?.status.isOver == true ? .impossible("The job is over.") : nil
  }

  mutating func runTarget(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    switch command {
    case .askTarget: askTarget(&context)
    case .confirm where context.dialog?.scope == .targetTyping: confirmTarget(&context)
    case .setTarget: return setTarget(&context)
    default: return nil
    }
    return []
  }

  private func askTarget(_ context: inout ViewContext) {
    context.dialog = Dialog(
      .targetTyping, "How right the model's labels should be, in percent",
      field: TextField(limit: 6),
      note: "50 to 99.9; now \(DialText.target(context.report?.settings.target ?? 0.95))")
  }

  private mutating func confirmTarget(_ context: inout ViewContext) {
    let typed = context.dialog?.field?.text ?? ""
    guard let report = context.report, let target = DialText.target(typed: typed) else {
      context.tell(
        "“\(typed)” is no target: type percent from 50 to 99.9, such as 97.", style: .warning)
      return
    }
    context.dialog = nil
    guard target != report.settings.target else {
      context.tell("The target is \(DialText.target(target)) already.")
      return
    }
    wantedTarget = target
    context.dialog = Dialog(
      .targetAsked, DialText.question(target, report),
      note: "an estimate")
  }

  private mutating func setTarget(_ context: inout ViewContext) -> [Effect] {
    context.dialog = nil
    guard let target = wantedTarget else { return [] }
    wantedTarget = nil
    context.tell("Setting the target to \(DialText.target(target))…")
    return [.store(.setTarget(target))]
  }

  /// Tells how the change of the target ended.
  func noteTarget(_ event: Event, _ context: inout ViewContext) {
    switch event {
    case .store(.targetSet(let target)):
      context.tell(
        "The target is \(DialText.target(target)), from the next round on.", style: .good,
        seconds: 8)
    case .store(.targetNotSet(let message)):
      context.tell("The target is as it was: \(message)", style: .failure, seconds: 12)
    default: break
    }
  }
}

extension Scope {
  static let targetTyping = Scope(.dialog, "When a target is typed")
  static let targetAsked = Scope(.dialog, "When a target is to be set")
}

extension Command {
  /// Type another target.
  static let askTarget = Command("ask target")
  static let setTarget = Command("set target")
}
