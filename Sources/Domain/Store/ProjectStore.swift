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
  func record(_ answer: Annotation, by session: WorkerSession, now: Date) throws
    -> AnnotationReceipt

  /// Takes the worker's latest standing answer back, from all of a stack if it was given to one,
  /// and leases its item to the session again.
  ///
  /// Gives nil if the worker has no answer left.
  func undo(by session: WorkerSession, now: Date) throws -> UndoneAnnotation?

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
