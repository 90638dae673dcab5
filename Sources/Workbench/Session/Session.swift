package import Domain
package import Foundation
import TerminalUI

/// A person at a screen: the views, what they share, and which of them is shown.
///
/// It knows no terminal, file or clock: events go in, effects come out, and `draw` shows it.
package struct Session: Sendable {
  package internal(set) var context: ViewContext
  package internal(set) var views: [any WorkView]
  /// The index of the view that is shown, below the pages.
  package internal(set) var selected = 0
  /// Pages on top of the view, such as the help; the last one is shown.
  package internal(set) var pages: [any WorkView] = []
  /// The last page of what is shown; nil until it has been shown.
  var lastPage: Int?
  /// The pages, or lines of a text, that make a screen.
  var pageStep = 1
  /// The last screen, for clicks on it.
  var shown: ShownScreen?
  package internal(set) var exit: Exit?

  package init(_ setup: SessionSetup, report: ProjectReport? = nil, now: Date) {
    context = ViewContext(setup, report: report, now: now)
    views = Views.types(isReadOnly: setup.isReadOnly, isLead: setup.isLead).map { $0.init() }
    if setup.showsASCIIOnly { context.tell(LocaleText.notice, style: .warning, seconds: 60) }
  }

  package var isOver: Bool { exit != nil }

  /// The view or page that is shown.
  package var top: any WorkView {
    get { pages.last ?? views[selected] }
    set {
      if pages.isEmpty { views[selected] = newValue } else { pages[pages.count - 1] = newValue }
    }
  }

  /// The keys that apply now.
  package var scope: Scope { context.dialog?.scope ?? type(of: top).scope }

  /// The time until the screen must be drawn again, in milliseconds.
  ///
  /// A save wakes it after a frame, to show “saving…”; a spinner needs its frames, and a clock its
  /// seconds while somebody may look at it.
  package var pollTimeout: Int {
    if case .busy(_, let since) = context.pending {
      return context.now.timeIntervalSince(since) < PendingChange.frame ? 20 : 200
    }
    let isWorking = context.report.map { $0.loop.isRunning && $0.loop.state == .working } ?? false
    if context.isUnattended { return isWorking ? 1000 : 5000 }
    return isWorking ? 200 : 1000
  }

  /// Returns the effects to run before the first event.
  package mutating func start() -> [Effect] {
    [.observe(type(of: top).detail)] + updateViews(.ticked(context.now))
  }

  /// Applies an event and returns the effects to run.
  package mutating func update(_ event: Event) -> [Effect] {
    guard !isOver else { return [] }
    let before = type(of: top).detail
    let effects = apply(event)
    let after = type(of: top).detail
    return effects + (after == before || isOver ? [] : [.observe(after)])
  }

  private mutating func apply(_ event: Event) -> [Effect] {
    switch event {
    case .terminal(let input): return take(input)
    case .ticked(let time): context.tick(time)
    case .shown(let screen): note(screen)
    case .store(let event): context.note(event)
    }
    let effects = updateViews(event)
    if context.keptIn != nil || (context.isLeaving && context.pending == .none) {
      return end(.left)
    }
    return effects
  }

  mutating func updateViews(_ event: Event) -> [Effect] {
    views.indices.flatMap { views[$0].update(event, &context) }
  }

  private mutating func take(_ input: TerminalInput) -> [Effect] {
    if input.isOfPerson { context.lastInputAt = context.now }
    return switch input {
    case .key(let key): press(key)
    case .click(let row, let column): click(row: row, column: column)
    case .wheel(let rows): scroll(by: rows)
    case .resized, .resumed: []
    case .stopRequested: suspend()
    case .terminated(let signal): end(.terminated(signal))
    case .lost: end(.terminalLost)
    }
  }

  private mutating func note(_ screen: ShownScreen) {
    context.size = screen.size
    shown = screen
    (lastPage, pageStep) = (screen.lastPage, screen.pageStep)
    top.page = min(top.page, screen.lastPage)
  }

  mutating func end(_ exit: Exit) -> [Effect] {
    self.exit = exit
    return []
  }
}

extension ViewContext {
  fileprivate mutating func tick(_ time: Date) {
    now = time
    notices.expire(at: now)
  }

  fileprivate mutating func note(_ event: StoreEvent) {
    switch event {
    case .reported(let report):
      take(report.labels)
      let shown = setup.isLead ? report : report.withoutGold
      self.report = shown.labeled(as: setup.labels)
      observationFailure = nil
    case .observationFailed(let message):
      let since = observationFailure?.since ?? now
      observationFailure = ObservationFailure(since: since, message: message)
    case .failed(let change, let message): fail(change, message)
    case .kept(let path): keptIn = path
    case .keepFailed(let message):
      tell("The answers are not kept: \(message)", style: .failure, seconds: 20)
      dialog = .leaving
    case .saved, .rejected:
      given += giving
      giving = []
    case .undone(let undone):
      let items = undone.map { [$0.task.item.id] + $0.nearDuplicates } ?? []
      given.removeAll { items.contains($0.item) }
    case .leased, .fetchFailed, .putOff, .noted, .reviewed, .reviewFailed, .lived, .adjudicated,
      .settled,
      .targetSet, .targetNotSet, .controlled, .notControlled:
      break
    }
  }

  private mutating func fail(_ change: StoreChange, _ message: String) {
    guard pending.isBusy else { return }
    pending = .failed(change, message: message)
    // The person decides whether to quit with an unsaved answer.
    guard isLeaving else { return }
    isLeaving = false
    dialog = .leaving
  }
}

extension ProjectReport {
  /// The report with the keys of a session's labels: every screen shows the same ones.
  func labeled(as labels: LabelSet) -> ProjectReport {
    guard self.labels.isSame(as: labels) else { return self }
    var report = self
    report.labels = labels
    return report
  }
}

extension TerminalInput {
  /// Made by a person at the keyboard or with the mouse.
  fileprivate var isOfPerson: Bool {
    switch self {
    case .key, .click, .wheel: true
    case .resized, .resumed, .stopRequested, .terminated, .lost: false
    }
  }
}
