package import Foundation

/// What the active-learning loop needs of a store.
package protocol LoopStore: ReportingStore, ConsolidationStore {
  /// Returns what the loop must know to decide what comes next, in one read.
  func situation(now: Date) throws -> LoopSituation

  /// Returns every human label and who has which items, as of one instant.
  func snapshot(now: Date) throws -> LabelSnapshot

  /// Puts tasks in the queue, behind those that are there, and says how many human labels make the
  /// next round due.
  func enqueue(_ tasks: [QueuedTask], dueAt: Int, now: Date) throws

  /// Notes that a step of a round began.
  func begin(_ step: LoopStep, round: Int, now: Date) throws

  /// Notes that a step's result is kept.
  func end(_ step: LoopStep, round: Int, detail: String, now: Date) throws

  /// Makes a round current: its auto-labels, its counts and its tasks, in one transaction.
  ///
  /// Queued tasks that nobody holds give way to the round's own. Human answers that came since the
  /// round's snapshot win.
  func publish(_ publication: RoundPublication, now: Date) throws

  /// Notes why a round failed; the round before stays current.
  func fail(round: Int, reason: String, now: Date) throws

  /// Completes the job, unless someone has answered or taken back since `annotation` or a task is
  /// there again; false then.
  func complete(since annotation: Int64, because reason: String, now: Date) throws -> Bool

  /// Ends the handing out of tasks (`stopping`) or the job (`stopped`), and says why in the events.
  ///
  /// Nothing is stopped while a worker holds a task; false then.
  func stop(_ status: LabelingJobStatus, because reason: String, now: Date) throws -> Bool

  /// Says that the next round is due whatever is labeled.
  func makeRoundDue(because reason: String, now: Date) throws

  /// Gives back the leases that ran out, and ends the tasks that were offered for too long.
  func expireLeases(now: Date) throws

  /// Keeps how the challenger did in a round.
  func note(_ challenge: ChallengeReport, now: Date) throws

  /// Makes the other model the champion from the next round on, which becomes due.
  func switchChampion(to role: ModelRole, because reason: String, now: Date) throws

  /// Adds a line to the events.
  func note(_ text: String, now: Date) throws
}
