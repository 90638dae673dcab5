package import Domain

/// An action to carry out outside the session.
package enum Effect: Sendable, Equatable, Codable {
  case store(StoreEffect)
  case terminal(TerminalEffect)
}

/// A request to the store; each is answered by a `StoreEvent`.
package enum StoreEffect: Sendable, Equatable, Codable {
  /// Lease tasks until the session holds this many; answered by `.leased` or `.fetchFailed`.
  case fetch(upTo: Int)
  /// Answered when the change is on disk, or by `.failed`.
  case change(StoreChange)
  /// Give back leases whose items were not seen; not answered.
  case giveBack([Item.ID])
  /// Keep answers in a file of the worker's; answered by `.kept` or `.keepFailed`.
  case keep([KeptAnswer])
  /// Set the lead's target; answered by `.targetSet` or `.targetNotSet`.
  case setTarget(Double)
  /// Pause, resume or stop the job; answered by `.controlled` or `.notControlled`.
  case control(JobControl)
  /// Read a part of the lead's lists; answered by `.reviewed` or `.reviewFailed`.
  case review(ReviewRequest)
  /// Read the life of an item; answered by `.lived` or `.reviewFailed`.
  case life(Item.ID)
  /// Post a report now and, until the session ends, after every change of the project.
  case observe(ReportDetail)
}

/// A change of the project's data; one at a time is under way.
package enum StoreChange: Sendable, Equatable, Codable {
  /// Keep an annotation; answered by `.saved`.
  case save(Annotation)
  /// Take the session's latest annotation back; answered by `.undone`.
  case undo
  /// Give a lease back; answered by `.putOff`.
  case putOff(Item.ID)
  /// Take an item out of the job; answered by `.rejected`.
  case reject(Item.ID, reason: RejectReason)
  /// Keep a note on an item for the lead; answered by `.noted`.
  case note(Item.ID, text: String)
  /// Decide about items for the lead; answered by `.adjudicated`.
  case adjudicate([Item.ID], Adjudication, reason: String)
  /// Let the job go on in spite of an alarm; answered by `.settled`.
  case acknowledge(alarm: Int, reason: String)
  /// Set all answers of a worker aside; answered by `.settled`.
  case setAside(worker: String, reason: String)
}

/// The part of a project's data that a view shows.
package enum ReportDetail: Sendable, Hashable, Codable {
  /// Status, counts, the loop, and the worker's own figures.
  case summary
  /// Rounds, workers, quality and the latest events as well.
  case full
  /// All of that, and the steps of earlier rounds.
  case steps
  /// All of that, and many more events.
  case events
}

/// A request to the terminal.
package enum TerminalEffect: Sendable, Equatable, Codable {
  /// Send the whole screen again.
  case redraw
  /// Give the terminal to the shell until the process is continued.
  case suspend
}

/// The way a session ended.
package enum Exit: Sendable, Equatable {
  case left
  /// Ended by the signal with this number.
  case terminated(Int32)
  case terminalLost
}

extension Effect {
  package static func fetch(upTo count: Int) -> Effect { .store(.fetch(upTo: count)) }
  package static func change(_ change: StoreChange) -> Effect { .store(.change(change)) }
  package static func observe(_ detail: ReportDetail) -> Effect { .store(.observe(detail)) }
}
