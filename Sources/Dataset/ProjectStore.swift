package import Foundation

/// Where a project's labels, tasks and rounds live.
///
/// Every write is one method and one short transaction, durable when the method returns; every
/// report is one read. Several processes may use one project at once. Any conforming type must
/// pass `StoreConformance` (Tests/SQLiteStoreTests).
package protocol ProjectStore: LabelingStore, LoopStore, ExportStore {}

/// What a labeling screen needs.
package protocol LabelingStore: ReportingStore {
  /// Begins a worker's session; leases belong to it.
  func openSession(worker: String, process: ProcessIdentity, now: Date) throws -> WorkerSession

  /// Ends a session and gives its unanswered leases back.
  func closeSession(_ session: WorkerSession, now: Date) throws

  /// Leases the most wanted open tasks to a session until it holds `limit`.
  ///
  /// Gives all that the session now holds, oldest lease first.
  func lease(upTo limit: Int, for session: WorkerSession, now: Date) throws -> [LeasedTask]

  /// Keeps an answer.
  ///
  /// An answer whose lease ran out counts if the item still wants one; otherwise it is kept,
  /// uncounted. Of the items that the answer is given to as well, those take it that are still
  /// free; never an audit, and never where an item needs several answers.
  func record(_ answer: Answer, by session: WorkerSession, now: Date) throws -> AnswerReceipt

  /// Takes the worker's latest standing answer back, from all of a stack if it was given to one,
  /// and leases its item to the session again.
  ///
  /// Gives nil if the worker has no answer left.
  func undo(by session: WorkerSession, now: Date) throws -> UndoneAnswer?

  /// Gives a lease back; the item returns to this worker when nothing else is left.
  func putOff(item: Item.ID, by session: WorkerSession, now: Date) throws

  /// Takes an item out of the job; false if others had settled it before.
  func fail(item: Item.ID, reason: String, by session: WorkerSession, now: Date) throws -> Bool
}

/// What a dashboard and `status` need.
package protocol ReportingStore: Sendable {
  /// Returns all that screens and commands show, in one read.
  func report(now: Date) throws -> ProjectReport

  /// Returns a number that changes when any process has changed the project.
  func version() throws -> Int
}

/// A worker at a screen.
package struct WorkerSession: Sendable, Equatable {
  package let id: Int64
  package let worker: String

  package init(id: Int64, worker: String) {
    self.id = id
    self.worker = worker
  }
}

/// A task in a worker's hands.
package struct LeasedTask: Sendable, Equatable {
  package let item: Item
  package let leaseEndsAt: Date
  /// The worker's own earlier answer, after an undo.
  package let previousLabel: Int?
  /// Items nearly the same as this one that nobody has labeled or holds: they may take its answer.
  package let alike: [Item]

  package init(
    item: Item, leaseEndsAt: Date, previousLabel: Int? = nil, alike: [Item] = []
  ) {
    self.item = item
    self.leaseEndsAt = leaseEndsAt
    self.previousLabel = previousLabel
    self.alike = alike
  }
}

/// One key press of a worker.
package struct Answer: Sendable, Equatable {
  package let item: Item.ID
  package let label: Int
  package let acceptedAt: Date
  /// Pauses excluded.
  package let secondsSpent: Double
  /// Other items of its stack that the worker gives it to.
  package let alike: [Item.ID]

  package init(
    item: Item.ID, label: Int, acceptedAt: Date, secondsSpent: Double, alike: [Item.ID] = []
  ) {
    self.item = item
    self.label = label
    self.acceptedAt = acceptedAt
    self.secondsSpent = secondsSpent
    self.alike = alike
  }
}

/// What became of an answer.
package struct AnswerReceipt: Sendable, Equatable {
  package let annotation: Int64
  package let savedAt: Date
  /// False if others had answered meanwhile: the answer is kept, but does not count.
  package let counted: Bool
  /// The other items of its stack that took it.
  package let alike: [Item.ID]

  package init(annotation: Int64, savedAt: Date, counted: Bool, alike: [Item.ID] = []) {
    self.annotation = annotation
    self.savedAt = savedAt
    self.counted = counted
    self.alike = alike
  }
}

/// An answer that was taken back.
///
/// Its item is leased to the session again, unless others have settled it meanwhile.
package struct UndoneAnswer: Sendable, Equatable {
  package let task: LeasedTask
  /// Nil if the item had been taken out of the job.
  package let label: Int?
  /// The other items that it was taken back from.
  package let alike: [Item.ID]

  package init(task: LeasedTask, label: Int?, alike: [Item.ID] = []) {
    self.task = task
    self.label = label
    self.alike = alike
  }
}
