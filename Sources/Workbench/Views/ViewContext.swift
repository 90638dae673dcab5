package import Domain
package import Foundation
package import TerminalUI

/// The state that all views of a session share.
package struct ViewContext: Sendable {
  package internal(set) var setup: SessionSetup
  package internal(set) var keys: KeyMap
  package internal(set) var report: ProjectReport?
  /// The time since when the project cannot be read, and the reason; nil while it can be.
  package internal(set) var observationFailure: ObservationFailure?
  package internal(set) var now: Date
  /// The time of the last key or click, or of the session's start.
  package internal(set) var lastInputAt: Date
  /// The size of the last screen shown, or of the one being drawn.
  package internal(set) var size = Size(rows: 24, columns: 80)
  package internal(set) var notices = Notices()
  package var dialog: Dialog?
  package internal(set) var pending = PendingChange.none
  package internal(set) var savedAt: Date?
  /// The answers of this session that are saved, and those of the change under way: what a file
  /// keeps if the project does not.
  var given: [KeptAnswer] = []
  var giving: [KeptAnswer] = []
  /// The file that keeps the session's answers; nil unless the person asked for one.
  package internal(set) var keptIn: String?
  /// The session ends as soon as the change under way is on disk.
  package internal(set) var isLeaving = false
  /// A page that a view wants to be shown on top of it.
  var opened: (any WorkView)?
  /// A list that a page wants the review below it to show.
  var wanted: ReviewRequest?
  private let startedAt: Date

  /// The store could not be read.
  package struct ObservationFailure: Sendable, Equatable {
    package let since: Date
    package let message: String
  }

  init(_ setup: SessionSetup, report: ProjectReport?, now: Date) {
    self.setup = setup
    let shown = setup.isLead ? report : report?.withoutGold
    self.report = shown?.labeled(as: setup.labels)
    self.now = now
    startedAt = now
    lastInputAt = now
    keys = KeyMap(labels: setup.labels, isReadOnly: setup.isReadOnly, isLead: setup.isLead)
  }

  /// The time that a loop may take to show itself; after that it counts as not running.
  private static let loopStart = 3.0

  /// Whether key and mouse have rested for a while, so that nothing needs to be shown to the second.
  var isUnattended: Bool { now.timeIntervalSince(lastInputAt) > 60 }

  /// The lead's reason to give this worker no items; nil if there is none.
  var pausedBecause: String? {
    report?.workers.first { $0.name == setup.worker }?.pausedBecause
  }

  /// The loop has just been started and has not shown itself yet.
  var isLoopStarting: Bool {
    guard setup.startsLoop, report?.loop.isRunning == false else { return false }
    return now.timeIntervalSince(startedAt) < Self.loopStart
  }

  /// The instructions: the lead's present ones, or those that the session began with.
  var guide: Guide { report?.settings.guide?.headed(setup.guide.header) ?? setup.guide }

  var clock: ClockText { ClockText(timeZone: setup.timeZone) }

  /// Tells something for a while.
  mutating func tell(_ text: String, style: Style = .strong, seconds: Double = 4) {
    notices.tell(Notice(text, style: style), seconds: seconds, at: now)
  }

  /// Takes over the labels of a report: the lead may have changed them since the session began.
  mutating func take(_ labels: LabelSet) {
    guard !setup.labels.isSame(as: labels) else { return }
    setup.labels = labels
    keys = KeyMap(labels: labels, isReadOnly: setup.isReadOnly, isLead: setup.isLead)
    if dialog?.scope == .finding { dialog = nil }
    tell("The lead has changed the labels and their keys.", seconds: 20)
  }

  /// Starts a change of the store.
  mutating func begin(_ change: StoreChange) -> [Effect] {
    pending = .busy(change, since: now)
    return [.change(change)]
  }

  /// Starts an answer to items, which a file keeps if it cannot be saved.
  mutating func give(_ answers: [KeptAnswer], as change: StoreChange) -> [Effect] {
    giving = answers
    return begin(change)
  }

  /// Asks for a page to be shown on top of the view.
  mutating func open(_ page: some WorkView) {
    opened = page
  }
}
