package import Foundation

/// The operations of a labeler: all that a labeling screen needs, and nothing of the lead's.
///
/// Each operation is one short transaction, durable when the method returns. A database server
/// offers these, and only these, to a labeler's role. `StoreConformance` pins what they do.
package protocol LabelingStore: Sendable {
  /// Begins a worker's session; leases belong to it.
  func openSession(worker: String, process: ProcessIdentity, now: Date) throws -> WorkerSession

  /// Ends a session and gives its unanswered leases back.
  func closeSession(_ session: WorkerSession, now: Date) throws

  /// Leases the most wanted open tasks to a session until it holds `limit`.
  ///
  /// Returns all that the session now holds, oldest lease first.
  func lease(upTo limit: Int, for session: WorkerSession, now: Date) throws -> [LeasedTask]

  /// Keeps an annotation.
  ///
  /// One whose lease ran out counts if the item still wants one; otherwise it is kept, uncounted.
  /// Its near-duplicates that are still free take it, too; never an audit, and never where an item
  /// needs several annotations.
  func annotate(
    _ annotation: Annotation, by session: WorkerSession, now: Date
  ) throws -> AnnotationReceipt

  /// Undoes the session's latest standing annotation, with all near-duplicates that took it, and
  /// leases its item to the session again.
  ///
  /// Returns nil if the session has none left.
  func undo(by session: WorkerSession, now: Date) throws -> UndoneAnnotation?

  /// Gives a lease back; the item returns to this worker when nothing else is left.
  func putOff(item: Item.ID, by session: WorkerSession, now: Date) throws

  /// Gives leases back whose items were not seen; they return as if they had never been leased.
  func giveBack(_ items: [Item.ID], by session: WorkerSession, now: Date) throws

  /// Takes an item out of the job; false if others had settled it before.
  func reject(
    item: Item.ID, because reason: RejectReason, by session: WorkerSession, now: Date
  ) throws -> Bool

  /// Keeps a note on an item for the lead; it changes no label, task or count.
  func addNote(_ text: String, to item: Item.ID, by session: WorkerSession, now: Date) throws

  /// Returns the worker's own standing annotations, the latest first.
  func history(of worker: String, limit: Int) throws -> [WorkerAnnotation]

  /// Returns the counts alone: what a labeling screen shows of the job.
  func counts(now: Date) throws -> Counts

  /// Returns what a labeling screen shows: a report with the latest round and this worker alone, and
  /// without events; its cost does not grow with workers, rounds or annotations of others.
  func summary(of worker: String, now: Date) throws -> ProjectReport

  /// Returns all that screens and commands show, in one read.
  func report(now: Date) throws -> ProjectReport

  /// Returns the report with the steps of all rounds.
  func stepsReport(now: Date) throws -> ProjectReport

  /// Returns the report with the latest thousand events.
  func eventsReport(now: Date) throws -> ProjectReport

  /// Returns a number that changes when any process has changed the project.
  func version() throws -> Int

  /// The project's loop lives: that changes without a change of the project.
  var isLoopRunning: Bool { get }
}
