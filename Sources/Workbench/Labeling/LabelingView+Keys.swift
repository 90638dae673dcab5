package import Domain
import TerminalUI

extension LabelingView {
  package static func bindings(for labels: LabelSet) -> [Binding] {
    let rows = labels.count > 0 ? [labelKeys(labels)] : []
    return rows + own + rejection
  }

  private static func labelKeys(_ labels: LabelSet) -> Binding {
    .each(
      labels.labels.indices.map { Command.label($0) },
      keys: labels.labels.map { .character($0.key) }, in: scope,
      "Give the item this label, save, show the next one.", hint: "label")
  }

  private static let own = [
    Binding(
      .retry, .character("r"), .enter, in: scope, "Try again what could not be saved.",
      hint: "try again"
    ).occasional,
    Binding(
      .undo, .character("u"), .backspace, in: scope,
      "Take back the last label; as often as there are labels of yours.", hint: "undo"),
    Binding(
      .later, .character("l"), in: scope,
      "Put the item off; it comes back when nothing else is left.", hint: "later"),
    Binding(
      .reject, .character("x"), in: scope, "Take the item out of the job, with a reason.",
      hint: "bad item"),
    Binding(
      .wholeStack, .character("="), in: scope,
      "Give the next label to the items nearly the same as well; press again not to.",
      hint: "alike"
    ).occasional,
    Binding(
      .showGuide, .character("g"), in: scope, "Show the instructions and examples.",
      hint: "guide"),
  ]

  private static let rejection = [
    Binding(
      .notTheKind, .character("n"), in: .rejection, "It is not what this job labels.",
      hint: "not a headline"),
    Binding(
      .unreadable, .character("u"), in: .rejection, "Nobody can read it.", hint: "unreadable"),
    Binding(
      .otherLanguage, .character("o"), in: .rejection, "It is in another language.",
      hint: "other language"),
    Binding(
      .duplicate, .character("d"), in: .rejection, "It is the same as another item.",
      hint: "duplicate"),
    Binding(
      .ownReason, .character("w"), in: .rejection, "Say why in your own words.", hint: "own words"),
    Binding(.close, .escape, in: .rejection, "Keep the item.", hint: "keep it"),
    Binding(
      .confirm, .enter, in: .reason, "Take the item out for this reason.", hint: "take it out"),
    Binding(.close, .escape, in: .reason, "Keep the item.", hint: "keep it"),
  ]
}

/// What the keys do.
extension LabelingView {
  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    if let label = command.label { return give(label, &context) }
    switch command {
    case .undo: return undo(&context)
    case .later: return queue.current.map { context.begin(.putOff($0.item.id)) }
    case .reject: askReason(&context)
    case .wholeStack: queue.toggleStack()
    case .notTheKind: return reject(.notThisKind, &context)
    case .unreadable: return reject(.unreadable, &context)
    case .otherLanguage: return reject(.otherLanguage, &context)
    case .duplicate: return reject(.duplicate, &context)
    case .ownReason: typeReason(&context)
    case .confirm: return rejectForOwnReason(&context)
    case .showGuide: context.open(GuideView())
    default: return nil
    }
    return []
  }

  private mutating func give(_ label: Int, _ context: inout ViewContext) -> [Effect] {
    guard let annotation = queue.annotate(label: label, at: context.now) else { return [] }
    return context.begin(.save(annotation))
  }

  /// Takes the last annotation back, once nothing is being saved.
  private mutating func undo(_ context: inout ViewContext) -> [Effect] {
    guard !context.pending.isBusy else {
      waitingUndos += 1
      return []
    }
    queue.pause(at: context.now)
    return context.begin(.undo)
  }

  private static let question = "Why is it a bad item?"

  private mutating func askReason(_ context: inout ViewContext) {
    rejecting = queue.current?.item.id
    context.dialog = Dialog(.rejection, Self.question)
  }

  private func typeReason(_ context: inout ViewContext) {
    context.dialog = Dialog(
      .reason, Self.question, field: TextField(limit: 200),
      note: "Enter takes the item out, Esc keeps it")
  }

  private func rejectForOwnReason(_ context: inout ViewContext) -> [Effect] {
    let typed = context.dialog?.field?.text ?? ""
    let reason = typed.split(separator: " ").joined(separator: " ")
    guard !reason.isEmpty else {
      context.tell("Say why in a few words, or press Esc to keep the item.", style: .warning)
      return []
    }
    return reject(.other(reason), &context)
  }

  private func reject(_ reason: RejectReason, _ context: inout ViewContext) -> [Effect] {
    context.dialog = nil
    return rejecting.map { context.begin(.reject($0, reason: reason)) } ?? []
  }
}
