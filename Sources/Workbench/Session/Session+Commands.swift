import TerminalUI

/// Keys and clicks.
extension Session {
  /// Carries out the command of a key, or types the key into the dialog's field.
  ///
  /// A key that was typed before the item was on the screen never applies to that item: it is
  /// ignored, and the person is told.
  mutating func press(_ key: Key) -> [Effect] {
    let command = retrying(key) ?? context.keys.command(for: key, in: scope)
    if command == nil, context.dialog?.field != nil {
      _ = context.dialog?.field?.type(key)
      return []
    }
    if case .paste = key {
      context.tell("Pasted text is not read as keys.", style: .warning)
      return []
    }
    guard let command else {
      let help = context.keys.keyName(for: .showHelp)
      context.tell("No such key here; \(help) shows every key.")
      return []
    }
    return perform(command, as: key.name)
  }

  /// Returns the command to save again for the key that the notice names, in every view: the notice
  /// stands there as long as the answer is not saved.
  private func retrying(_ key: Key) -> Command? {
    guard context.pending.isFailed, context.dialog == nil else { return nil }
    return key.name == context.keys.keyName(for: .retry) ? .retry : nil
  }

  /// Carries out the command of the part that was clicked on, if it applies now.
  mutating func click(row: Int, column: Int) -> [Effect] {
    guard let command = shown?.command(row: row, column: column) else { return [] }
    let isLabel = command.label != nil && scope == LabelingView.scope
    let isBound = scope.inherited.contains { scope in
      context.keys.bindings(in: scope).contains { $0.gives(command) }
    }
    let isRow = command.row != nil && scope == ReviewView.scope
    guard isLabel || isRow || isBound else { return [] }
    return perform(command, as: "click")
  }

  /// Scrolls the view that is shown, if the mouse is read there and no dialog is open.
  mutating func scroll(by rows: Int) -> [Effect] {
    scope == ReviewView.scope ? perform(.scroll(rows), as: "wheel") : []
  }

  private mutating func perform(_ command: Command, as name: String) -> [Effect] {
    context.notices.dismiss()
    switch refusal(of: command) {
    case .tooEarly(let cause):
      context.notices.tellIgnored(name, because: cause, at: context.now)
      return []
    case .impossible(let reason):
      context.tell(reason, style: .warning)
      return []
    case nil: return run(command)
    }
  }

  /// Says why a command cannot be carried out now; nil if it can.
  package func refusal(of command: Command) -> Refusal? {
    context.refusal(of: command, in: top)
  }

  /// Lets the view on top carry out a command, or carries out one that is common to all views.
  private mutating func run(_ command: Command) -> [Effect] {
    var view = top
    let effects = view.run(command, &context)
    top = view
    if let page = context.opened {
      context.opened = nil
      show { $0.pages.append(page) }
    }
    if context.wanted != nil { show { $0.pages = [] } }
    return effects ?? runShared(command)
  }

  private mutating func runShared(_ command: Command) -> [Effect] {
    switch command {
    case .nextPage: turn(by: 1)
    case .previousPage: turn(by: -1)
    case .nextScreen: turn(by: pageStep)
    case .previousScreen: turn(by: -pageStep)
    case .nextView: show { $0.selectNextView() }
    case .showHelp: show { $0.pages.append(HelpView()) }
    case .close: close()
    case .retry: return retry()
    case .quit: return quit()
    case .interrupt: return context.isLeaving ? end(.left) : quit()
    case .leaveUnsaved: return end(.left)
    case .keepInFile: return keep()
    case .redraw: return [.terminal(.redraw)]
    case .suspend: return suspend()
    default: break
    }
    return []
  }

  /// Suspends the process, after telling the views: the time until it resumes is not work.
  mutating func suspend() -> [Effect] {
    updateViews(.terminal(.stopRequested)) + [.terminal(.suspend)]
  }

  private mutating func retry() -> [Effect] {
    context.dialog = nil
    guard case .failed(let change, _) = context.pending else { return [] }
    return context.begin(change)
  }

  /// Keeps all answers of the session in a file: those that were saved may be gone, too.
  private mutating func keep() -> [Effect] {
    context.dialog = nil
    return [.store(.keep(context.given + context.giving))]
  }

  private mutating func quit() -> [Effect] {
    context.dialog = nil
    switch context.pending {
    case .none: return end(.left)
    case .busy:
      context.isLeaving = true
      context.tell(
        "Quitting as soon as the answer is saved; Ctrl-C quits at once.", seconds: 60)
    case .failed: context.dialog = .leaving
    }
    return []
  }
}

/// Navigation between views.
extension Session {
  private mutating func show(_ change: (inout Session) -> Void) {
    change(&self)
    lastPage = nil
  }

  private mutating func selectNextView() {
    pages = []
    selected = (selected + 1) % views.count
  }

  private mutating func close() {
    if context.dialog != nil {
      context.dialog = nil
    } else if !pages.isEmpty {
      show { $0.pages.removeLast() }
    }
  }

  private mutating func turn(by step: Int) {
    top.page = min(lastPage ?? .max, max(0, top.page + step))
  }
}

extension ViewContext {
  /// Says why a command cannot be carried out in a view; nil if it can.
  func refusal(of command: Command, in view: any WorkView) -> Refusal? {
    switch command {
    case .retry:
      pending.isFailed ? nil : .impossible("There is nothing to retry: everything is saved.")
    case .nextView:
      setup.viewCount < 2
        ? .impossible("This screen is read-only; winnow label opens one for labeling.") : nil
    default: view.refusal(of: command, self)
    }
  }
}
