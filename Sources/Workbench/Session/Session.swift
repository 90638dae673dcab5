package import Domain
package import Foundation
package import TerminalUI

/// A person at a screen: where they are, what they hold, what they were told.
///
/// It knows no terminal, file or clock: events go in, effects come out, and `draw` shows it.
package struct Session: Sendable, Equatable {
  /// What does not change while the screen is open.
  package struct Setup: Sendable, Equatable {
    package let jobName: String
    package let labels: LabelSet
    package let guide: Guide
    package let worker: String
    /// False for `watch`: the dashboard, and no labeling.
    package let mayLabel: Bool
    package let timeZone: TimeZone
    /// The session's own process starts the loop, which takes a moment.
    package let startsLoop: Bool

    package init(
      jobName: String, labels: LabelSet, guide: Guide, worker: String, mayLabel: Bool = true,
      timeZone: TimeZone, startsLoop: Bool = false
    ) {
      self.jobName = jobName
      self.labels = labels
      self.guide = guide
      self.worker = worker
      self.mayLabel = mayLabel
      self.timeZone = timeZone
      self.startsLoop = startsLoop
    }
  }

  /// What fills the screen.
  package enum Place: Sendable, Equatable {
    case labeling
    case dashboard(page: Int)
    indirect case help(over: Place, scroll: Int)
    indirect case guide(over: Place, scroll: Int)
  }

  /// What is asked on top of it.
  package enum Overlay: Sendable, Equatable {
    case badItem(Item.ID)
    case reason(Item.ID, TextField)
    case leaving
  }

  /// A line that tells something for a while.
  package struct Notice: Sendable, Equatable {
    package let text: String
    package let style: Style
    package let until: Date
    /// The keys that were not taken, if it tells about them.
    package var refused = 0
  }

  package let setup: Setup
  package let keys: KeyMap
  package internal(set) var place: Place
  package internal(set) var overlay: Overlay?
  package internal(set) var desk = Desk()
  package internal(set) var report: ProjectReport?
  package internal(set) var notice: Notice?
  /// What is told after a notice that has not been read yet.
  private var nextNotice: Notice?
  package internal(set) var now: Date
  private let startedAt: Date
  /// The size of the last screen shown.
  package internal(set) var size = Size(rows: 24, columns: 80)
  /// Leave as soon as the answer under way is on disk.
  package internal(set) var leavesWhenSaved = false
  package internal(set) var exit: Exit?

  package init(_ setup: Setup, report: ProjectReport? = nil, now: Date) {
    self.setup = setup
    self.report = report
    self.now = now
    startedAt = now
    keys = KeyMap(labels: setup.labels)
    place = setup.mayLabel ? .labeling : .dashboard(page: 0)
  }

  package var isOver: Bool { exit != nil }

  /// What is to be done before the first event.
  package mutating func start() -> [Effect] { [.observe] + fetchIfNeeded() }

  /// The keys that count now.
  package var scope: Scope {
    switch (overlay, place) {
    case (.badItem, _): .badItem
    case (.reason, _): .typing
    case (.leaving, _): .leaving
    case (nil, .labeling): .labeling
    case (nil, .dashboard): .dashboard
    case (nil, .help), (nil, .guide): .reading
    }
  }

  /// How long the screen may stay as it is, in milliseconds.
  ///
  /// A save is looked at after a frame, so that “saving…” can show; a moving sign moves.
  package var patience: Int {
    if case .busy(_, let since) = desk.work {
      return now.timeIntervalSince(since) < Self.frame ? 20 : 200
    }
    return report?.loop.state == .working ? 200 : 1000
  }

  /// Something is being saved, and not yet for so long that the screen says so.
  ///
  /// Until then it looks as before: signs that come and go with every key would flicker.
  var isBriefly: Bool {
    guard case .busy(_, let since) = desk.work else { return false }
    return now.timeIntervalSince(since) <= Self.frame
  }

  /// The loop has just been started and has not shown itself yet.
  var isLoopStarting: Bool {
    guard setup.startsLoop, report?.loop.isRunning == false else { return false }
    return now.timeIntervalSince(startedAt) < Self.loopStart
  }

  /// What a loop may take to show itself, in seconds; without it by then, it is not running.
  private static let loopStart = 3.0

  /// What saving may take before the screen says so, in seconds.
  static let frame = 0.016

  /// Changes the session by what happened and says what is to be done.
  package mutating func update(_ event: Event) -> [Effect] {
    guard !isOver else { return [] }
    switch event {
    case .ticked(let time): return tick(time)
    case .key(let key): return press(key)
    case .shown(let size): return showed(size)
    case .leased(let tasks): return received(tasks)
    case .saved(let item, let receipt): return saved(item, receipt)
    case .undone(let answer): return undone(answer)
    case .putOff(let item):
      return settled(item, "Put off: it comes back when nothing else is left.")
    case .excluded(let item): return settled(item, "Taken out of the job.")
    case .reported(let report): return learned(report)
    case .failed(let effect, let message): return failed(effect, message)
    case .noticed(let text):
      tell(text)
      return []
    case .stopRequested: return suspend()
    case .terminated(let signal): return end(.terminated(signal))
    case .terminalLost: return end(.terminalLost)
    }
  }

  mutating func end(_ exit: Exit) -> [Effect] {
    self.exit = exit
    return []
  }

  mutating func suspend() -> [Effect] {
    desk.lookAway(at: now)
    return [.suspend]
  }

  /// Tells something for a while; after that keys were not taken, if that is being told.
  mutating func tell(_ text: String, style: Style = .strong, seconds: Double = 4) {
    let isNext = (notice?.refused ?? 0) > 0
    let start = isNext ? max(now, notice?.until ?? now) : now
    let told = Notice(text: text, style: style, until: start.addingTimeInterval(seconds))
    if isNext { nextNotice = told } else { notice = told }
  }

  /// Tells that a key was not taken, and with it those just before.
  mutating func tellRefused(_ key: Key, because cause: String) {
    let count = (notice?.refused ?? 0) + 1
    let keys = count == 1 ? "“\(key.name)” was" : "\(NumberText.count(count)) keys were"
    nextNotice = nil
    notice = Notice(
      text: "\(keys) not taken: \(cause).", style: .warning, until: now.addingTimeInterval(4),
      refused: count)
  }

  /// A key answers what was told; only that keys were not taken stays until it could be read.
  mutating func dropNotice() {
    nextNotice = nil
    if notice?.refused == 0 { notice = nil }
  }

  /// Puts the next notice in the place of one whose time is over.
  private mutating func renewNotice() {
    while let told = notice, told.until <= now {
      notice = nextNotice
      nextNotice = nil
    }
  }

  private mutating func tick(_ time: Date) -> [Effect] {
    now = time
    renewNotice()
    desk.dropExpired(at: now)
    return fetchIfNeeded()
  }

  private mutating func showed(_ size: Size) -> [Effect] {
    self.size = size
    // On a window that is too small, or under another view, nobody has seen the item.
    if place == .labeling, overlay == nil, Frame.fits(size) {
      desk.show(at: now)
    } else {
      desk.lookAway(at: now)
    }
    return []
  }

  private mutating func learned(_ report: ProjectReport) -> [Effect] {
    self.report = report
    // Whatever changed may have left something for this worker.
    if desk.tasks.isEmpty { desk.nextFetch = now }
    return fetchIfNeeded()
  }
}
