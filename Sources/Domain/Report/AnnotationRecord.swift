package import Foundation

/// One answer as it was given, with what became of it.
package struct AnnotationRecord: Sendable, Equatable {
  package enum State: String, Sendable {
    /// It is one of the answers that the item's label rests on.
    case counted
    /// A blind second answer, which measures people's errors.
    case `repeat`
    /// A blind answer to an item whose label is known.
    case gold
    /// Others had labeled the item before.
    case late
    /// The worker took it back.
    case undone
    /// The lead set the worker's answers aside.
    case setAside = "set-aside"
    /// A decision of the lead, which is no opinion.
    case adjudicated
  }

  package enum Answer: Sendable, Equatable {
    /// The label's index.
    case label(Int)
    case rejected(RejectReason)
  }

  package let id: Int64
  package let item: Item.ID
  package let worker: String
  package let answer: Answer
  package let acceptedAt: Date
  package let submittedAt: Date
  /// Pauses excluded.
  package let secondsSpent: Double
  package let state: State

  package init(
    id: Int64, item: Item.ID, worker: String, answer: Answer,
    times: (accepted: Date, submitted: Date, spent: Double), state: State
  ) {
    (self.id, self.item, self.worker, self.answer) = (id, item, worker, answer)
    (acceptedAt, submittedAt, secondsSpent) = times
    self.state = state
  }
}
