import Domain
import TerminalUI

/// What keys do.
extension Session {
  /// Does what a key says.
  ///
  /// A key that was typed before the item was on the screen never means that item: it is dropped,
  /// and the person is told. Undo means the past, so it waits for the save and is done then.
  mutating func press(_ key: Key) -> [Effect] {
    if case .reason(let item, var field) = overlay, keys.command(for: key, in: .typing) == nil {
      if field.type(key) { overlay = .reason(item, field) }
      return []
    }
    if case .paste = key {
      tell("Pasted text is not taken for keys.", style: .warning)
      return []
    }
    guard let command = keys.command(for: key, in: scope) else {
      tell("No such key here; \(keys.keyName(for: .showHelp)) shows every key.")
      return []
    }
    dropNotice()
    if answersItem(command), let cause = causeAgainstAnswering {
      tellRefused(key, because: cause)
      return []
    }
    if let reason = reason(against: command) {
      tell(reason, style: .warning)
      return []
    }
    return run(command, key)
  }

  /// Says why a command cannot be done now, or gives nil if it can.
  package func reason(against command: Command) -> String? {
    switch command {
    case .label, .later, .badItem:
      causeAgainstAnswering.map { "Not now: \($0)." }
        ?? (desk.current == nil ? "There is no item to answer now." : nil)
    case .wholeStack:
      causeAgainstAnswering.map { "Not now: \($0)." }
        ?? (desk.current?.alike.isEmpty == false ? nil : "No other open item is nearly the same.")
    case .undo: setup.mayLabel ? nil : "This screen only watches."
    case .retry: isFailed ? nil : "Nothing has to be tried again: all is saved."
    case .nextView: setup.mayLabel ? nil : "This screen only watches; winnow label labels."
    default: nil
    }
  }

  private func answersItem(_ command: Command) -> Bool {
    [.label, .later, .badItem, .wholeStack].contains(command)
  }

  /// Why a key cannot mean an item yet, though there is one or will be.
  private var causeAgainstAnswering: String? {
    if desk.isBusy { return "the next item was not there yet" }
    if desk.current != nil, !desk.isSeen { return "the item was not on the screen yet" }
    return nil
  }

  private var isFailed: Bool {
    guard case .failed = desk.work else { return false }
    return true
  }

  private mutating func run(_ command: Command, _ key: Key) -> [Effect] {
    switch command {
    case .label: label(key)
    case .undo: undo()
    case .later: later()
    case .badItem: askReason()
    case .wholeStack: toggleStack()
    case .retry: retry()
    case .notTheKind, .unreadable, .otherLanguage, .duplicate: exclude(for: command)
    case .ownReason: typeReason()
    case .confirm: excludeForOwnReason()
    case .showGuide, .showHelp, .nextView, .nextPage, .previousPage, .close: move(command)
    case .quit: quit()
    case .interrupt: leavesWhenSaved ? end(.left) : quit()
    case .leaveUnsaved: end(.left)
    case .redraw: [.redraw]
    case .suspend: suspend()
    }
  }

  private mutating func label(_ key: Key) -> [Effect] {
    let labels = setup.labels
    guard let typed = key.typed,
      let label = labels.index(ofKey: typed)
        ?? typed.lowercased().first.flatMap(labels.index(ofKey:)),
      let answer = desk.answer(label: label, at: now)
    else { return [] }
    return begin(.save(answer))
  }

  private mutating func undo() -> [Effect] {
    guard !desk.isBusy else {
      desk.waitingUndos += 1
      return []
    }
    desk.lookAway(at: now)
    return begin(.undo)
  }

  private mutating func later() -> [Effect] {
    guard let item = desk.current?.item.id else { return [] }
    return begin(.putOff(item))
  }

  private mutating func toggleStack() -> [Effect] {
    desk.toggleStack()
    return []
  }

  private mutating func retry() -> [Effect] {
    overlay = nil
    guard case .failed(let effect, _) = desk.work else { return [] }
    return begin(effect)
  }

  private mutating func quit() -> [Effect] {
    overlay = nil
    if desk.isBusy {
      leavesWhenSaved = true
      tell("Leaving as soon as the answer is saved; Ctrl-C leaves at once.", seconds: 60)
      return []
    }
    if isFailed {
      overlay = .leaving
      return []
    }
    return end(.left)
  }
}

/// Bad items.
extension Session {
  private mutating func askReason() -> [Effect] {
    guard let item = desk.current?.item.id else { return [] }
    overlay = .badItem(item)
    return []
  }

  private mutating func exclude(for command: Command) -> [Effect] {
    guard case .badItem(let item) = overlay else { return [] }
    overlay = nil
    let reason: RejectReason =
      switch command {
      case .unreadable: .unreadable
      case .otherLanguage: .otherLanguage
      case .duplicate: .duplicate
      default: .notThisKind
      }
    return begin(.exclude(item, reason: reason))
  }

  private mutating func typeReason() -> [Effect] {
    guard case .badItem(let item) = overlay else { return [] }
    overlay = .reason(item, TextField(limit: 200))
    return []
  }

  private mutating func excludeForOwnReason() -> [Effect] {
    guard case .reason(let item, let field) = overlay else { return [] }
    let reason = field.text.split(separator: " ").joined(separator: " ")
    guard !reason.isEmpty else {
      tell("Say why in a few words, or press Esc to keep the item.", style: .warning)
      return []
    }
    overlay = nil
    return begin(.exclude(item, reason: .other(reason)))
  }
}

/// From one view to another.
extension Session {
  private mutating func move(_ command: Command) -> [Effect] {
    switch command {
    case .close: close()
    case .nextView: place = place.isDashboard ? .labeling : .dashboard(page: 0)
    case .showHelp: place = .help(over: place, scroll: 0)
    case .showGuide: place = .guide(over: place, scroll: 0)
    case .nextPage: turn(by: 1)
    default: turn(by: -1)
    }
    if place != .labeling { desk.lookAway(at: now) }
    return []
  }

  private mutating func close() {
    guard overlay == nil else {
      overlay = nil
      return
    }
    switch place {
    case .help(let under, _), .guide(let under, _): place = under
    case .labeling, .dashboard: break
    }
  }

  private mutating func turn(by step: Int) {
    let last = lastPage
    switch place {
    case .dashboard(let page): place = .dashboard(page: min(last, max(0, page + step)))
    case .help(let under, let scroll):
      place = .help(over: under, scroll: min(last, max(0, scroll + step)))
    case .guide(let under, let scroll):
      place = .guide(over: under, scroll: min(last, max(0, scroll + step)))
    case .labeling: break
    }
  }
}

extension Session.Place {
  var isDashboard: Bool {
    guard case .dashboard = self else { return false }
    return true
  }
}
