package import Domain
import TerminalUI

extension LabelingView {
  package static func bindings(for labels: LabelSet) -> [Binding] {
    labelKeys(labels) + findKeys(labels) + own + rejection + noting + finding
  }

  private static func labelKeys(_ labels: LabelSet) -> [Binding] {
    let keyed = labels.labels.indices.compactMap { index in
      labels[index].key.map { (index, Key.character($0)) }
    }
    guard !keyed.isEmpty else { return [] }
    return [
      .each(
        keyed.map { Command.label($0.0) }, keys: keyed.map(\.1), in: scope,
        "Label the item, save, and show the next one.", hint: "label")
    ]
  }

  private static let own = [
    Binding(
      .retry, .character("r"), .enter, in: scope, "Try to save again.",
      hint: "try again"
    ).occasional,
    Binding(
      .undo, .character("u"), .backspace, in: scope,
      "Undo your last answer; again for the one before.", hint: "undo"),
    Binding(
      .later, .character("l"), in: scope,
      "Postpone the item; it comes back when no other is left.", hint: "later"),
    Binding(
      .reject, .character("x"), in: scope, "Reject the item, with a reason.", hint: "reject"),
    Binding(
      .note, .character("n"), in: scope,
      "Write a note on the item for the lead; it labels nothing.", hint: "note"
    ).spare,
    Binding(
      .wholeStack, .character("="), in: scope,
      "Apply the next label to all near-duplicates, too; press again to cancel. Of a text that goes"
        + " on: say that you have seen enough.",
      hint: "all alike"
    ).occasional,
    Binding(
      .nextLines, .character(" "), .pageDown, in: scope, "Show the next part of a long text.",
      hint: "scroll"
    ).occasional,
    Binding(.previousLines, .pageUp, in: scope, "Show the part of a long text before."),
    .each(
      [.nextLine, .previousLine], keys: [.down, .up], in: scope,
      "Scroll a long text by a line.", hint: nil),
    .each(
      [.firstLine, .lastLine], keys: [.home, .end], in: scope,
      "Show the beginning or the end of a long text.", hint: nil),
    Binding(
      .showGuide, .character("g"), in: scope, "Show the instructions and examples.",
      hint: "guide"),
  ]

  private static let rejection = [
    Binding(
      .notTheKind, .character("n"), in: .rejection,
      "It is not the kind of text that this job labels.",
      hint: "wrong kind"),
    Binding(
      .unreadable, .character("u"), in: .rejection, "It is unreadable.",
      hint: EventText.text(.unreadable)),
    Binding(
      .otherLanguage, .character("o"), in: .rejection, "It is in another language.",
      hint: EventText.text(.otherLanguage)),
    Binding(
      .duplicate, .character("d"), in: .rejection, "It duplicates another item.",
      hint: EventText.text(.duplicate)),
    Binding(
      .ownReason, .character("w"), in: .rejection, "Type another reason.", hint: "other reason"),
    Binding(.close, .escape, in: .rejection, "Keep the item.", hint: "keep it"),
    Binding(
      .confirm, .enter, in: .reason, "Reject the item for this reason.", hint: "reject"),
    Binding(.close, .escape, in: .reason, "Keep the item.", hint: "keep it"),
  ]
}

/// Commands.
extension LabelingView {
  package mutating func run(_ command: Command, _ context: inout ViewContext) -> [Effect]? {
    if let label = command.label { return give(label, &context) }
    if let digit = command.digit {
      find(digit, &context)
      return []
    }
    switch command {
    case .undo: return undo(&context)
    case .later: return queue.current.map { context.begin(.putOff($0.item.id)) }
    case .reject: askReason(&context)
    case .findLabel: find(nil, &context)
    case .giveFound: return giveFound(&context)
    case .nextMatch: move(by: 1, context)
    case .previousMatch: move(by: -1, context)
    case .wholeStack: toggleStack(&context)
    case .nextLines: reading.turn(by: 1)
    case .previousLines: reading.turn(by: -1)
    case .nextLine: reading.scroll(by: 1)
    case .previousLine: reading.scroll(by: -1)
    case .firstLine: reading.scroll(by: -1_000_000)
    case .lastLine: reading.scroll(by: 1_000_000)
    case .notTheKind: return reject(.notThisKind, &context)
    case .unreadable: return reject(.unreadable, &context)
    case .otherLanguage: return reject(.otherLanguage, &context)
    case .duplicate: return reject(.duplicate, &context)
    case .ownReason: typeReason(&context)
    case .note: askNote(&context)
    case .confirm where context.dialog?.scope == .noting: return keepNote(&context)
    case .confirm: return rejectForOwnReason(&context)
    case .showGuide: context.open(GuideView())
    default: return nil
    }
    return []
  }

  /// Asks for the whole stack, or says that enough of a long text was seen.
  private mutating func toggleStack(_ context: inout ViewContext) {
    guard reading.isComplete else {
      reading.complete()
      context.tell("Seen: the next label counts at once.")
      return
    }
    queue.toggleStack()
  }

  mutating func give(_ label: Int, _ context: inout ViewContext) -> [Effect] {
    guard reading.allows(label) else {
      let own = context.dialog == nil ? context.setup.labels[label].key : nil
      let key = own.map { String($0) } ?? Key.enter.name
      if let text = reading.question(again: key) {
        context.tell(text, style: .warning, seconds: 20)
      }
      return []
    }
    guard let task = queue.current, let annotation = queue.annotate(label: label, at: context.now)
    else { return [] }
    let alike = task.nearDuplicates.filter { annotation.nearDuplicates.contains($0.id) }
    let answers = ([task.item] + alike).map {
      KeptAnswer(
        $0, by: context.setup.worker, label: context.setup.labels[label].name,
        acceptedAt: annotation.acceptedAt, secondsSpent: annotation.secondsSpent)
    }
    return context.give(answers, as: .save(annotation))
  }

  /// Undoes the last annotation, or does so as soon as the change under way is on disk.
  private mutating func undo(_ context: inout ViewContext) -> [Effect] {
    guard !context.pending.isBusy else {
      waitingUndos += 1
      return []
    }
    queue.pause(at: context.now)
    return context.begin(.undo)
  }

  private static let question = "Why reject this item?"

  private mutating func askReason(_ context: inout ViewContext) {
    rejecting = queue.current?.item.id
    context.dialog = Dialog(.rejection, Self.question)
  }

  private func typeReason(_ context: inout ViewContext) {
    context.dialog = Dialog(
      .reason, Self.question, field: TextField(limit: RejectReason.longest),
      note: "Enter rejects the item, Esc keeps it")
  }

  private func rejectForOwnReason(_ context: inout ViewContext) -> [Effect] {
    let typed = context.dialog?.field?.text ?? ""
    let reason = typed.split(separator: " ").joined(separator: " ")
    guard !reason.isEmpty else {
      context.tell("Type a reason, or press Esc to keep the item.", style: .warning)
      return []
    }
    return reject(.other(reason), &context)
  }

  private func reject(_ reason: RejectReason, _ context: inout ViewContext) -> [Effect] {
    context.dialog = nil
    guard let rejecting else { return [] }
    let item = queue.tasks.first { $0.item.id == rejecting }?.item ?? Item(id: rejecting, text: "")
    let answer = KeptAnswer(
      item, by: context.setup.worker, rejected: reason, acceptedAt: context.now)
    return context.give([answer], as: .reject(rejecting, reason: reason))
  }
}
