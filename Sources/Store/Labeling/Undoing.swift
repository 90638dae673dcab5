package import Domain
package import Foundation

extension ProjectStore {
  /// Undoes the session's latest standing annotation, also one of an earlier round.
  ///
  /// Annotations of other sessions stay, the worker's own included: what was given at another
  /// terminal is not on this screen.
  ///
  /// One that was given to a stack is undone for all of it; only the item that was on the screen is
  /// leased again, the others' tasks are where they were. Annotations that did not count are passed
  /// over: there is nothing to undo. The item is leased to the session again, unless others have
  /// settled it meanwhile; a job that was over goes on.
  package func undo(by session: WorkerSession, now: Date) throws -> UndoneAnnotation? {
    let undone: (HeldTask, [StandingAnnotation])? = try write(now) { transaction in
      guard try transaction.pauseReason(of: session.worker) == nil else { return nil }
      let stack = try transaction.latestStanding(of: session)
      guard let last = stack.first else { return nil }
      let held = try transaction.undo(stack, last, by: session)
      return (held, stack)
    }
    guard let (held, stack) = undone, let task = try leasedTasks([held]).first else { return nil }
    return UndoneAnnotation(
      task: task, label: held.previousLabel, nearDuplicates: stack.dropFirst().map(\.item))
  }
}

/// An annotation that may be undone.
private struct StandingAnnotation {
  let id: Int64
  let item: Item.ID
  /// Nil for a rejected item.
  let label: Int?
  let auditPredicted: Int?
  let purpose: String

  /// The kind of the task that asks for its item again.
  var taskKind: QueuedTask.Kind {
    if let kind = QueuedTask.Kind(rawValue: purpose), kind.measuresPeople { return kind }
    return auditPredicted == nil ? .choice : .audit
  }
}

extension Transaction {
  fileprivate func undo(
    _ stack: [StandingAnnotation], _ last: StandingAnnotation, by session: WorkerSession
  ) throws -> HeldTask {
    for annotation in stack {
      try insert(
        NewAnnotation(
          item: annotation.item, kind: .undo, undoes: annotation.id, acceptedAt: now,
          counted: true), by: session)
      try unsettle(annotation)
    }
    try requeueStack(head: last.id)
    if try requeue(last) {
      try insertLease(last.item, session, previousLabel: last.label)
      try reopen(by: session.worker)
    }
    return HeldTask(
      item: last.item, endsAt: project.leaseEnd(now: now), previousLabel: last.label)
  }

  /// Returns the session's latest annotation with those that were made together with it, the one of
  /// the item that was on the screen first.
  fileprivate func latestStanding(of session: WorkerSession) throws -> [StandingAnnotation] {
    let head: Int64? = try db.value(
      """
      SELECT coalesce(stack, id) FROM annotation a
      WHERE worker = ? AND session = ? AND kind <> 'undo' AND \(Self.isShown) AND \(Self.stands)
      ORDER BY id DESC LIMIT 1
      """, session.worker, session.id)
    guard let head else { return [] }
    return try db.all(
      """
      SELECT id, item, \(Self.current("a.label")), \(Self.current("a.auditPredicted")), purpose
      FROM annotation a
      WHERE (id = ?1 OR stack = ?1) AND \(Self.stands)
      ORDER BY id
      """, head
    ) {
      StandingAnnotation(
        id: try $0(0), item: try $0(1), label: try $0(2), auditPredicted: try $0(3),
        purpose: try $0(4))
    }
  }

  /// Removes what people decided about an item, if this annotation had a part in it.
  ///
  /// A vote has a part in the label that the votes made, a rejection only in its own.
  private func unsettle(_ last: StandingAnnotation) throws {
    guard !last.taskKind.measuresPeople else { return }
    let item = try db.first(
      "SELECT origin, label, annotation FROM item WHERE id = ?", last.item
    ) { row in
      (
        isRejected: try row("origin") as String == ItemOrigin.rejected.rawValue,
        isByWorkers: try row("origin") as String == ItemOrigin.worker.rawValue,
        label: try row("label") as Int?, annotation: try row("annotation") as Int64
      )
    }
    guard let item else { return }
    guard item.isRejected ? item.annotation == last.id : last.label != nil && item.isByWorkers
    else { return }
    try db.execute("DELETE FROM item WHERE id = ?", last.item)
    if let label = item.label {
      try adjustHuman(label: label, by: -1)
    } else {
      try db.execute("UPDATE project SET rejected = rejected - 1")
    }
    try adjustAuto(last.item, by: 1)
  }

  /// Puts the item's task back, before all others; false if the item is settled all the same.
  private func requeue(_ last: StandingAnnotation) throws -> Bool {
    let changed = try db.execute(
      """
      INSERT INTO task (item, rank, kind, predicted, round, votes, queuedAt, repeats, inclusion, onlyFor)
      SELECT ?1, (SELECT coalesce(min(rank), 0) - 1 FROM task), ?2, ?3, ?4, ?5, ?6, repeats,
        inclusion, CASE ?2 WHEN 'gold' THEN worker END
      FROM annotation WHERE id = ?7 AND (?2 = 'repeat'
        OR (?2 = 'gold') = EXISTS (SELECT 1 FROM item WHERE item.id = ?1))
      ON CONFLICT DO UPDATE SET votes = excluded.votes
      """, last.item, try taskKind(of: last.item, else: last.taskKind).rawValue,
      last.auditPredicted,
      project.currentRound,
      last.taskKind.measuresPeople ? 0 : try votes(for: last.item).count, now, last.id)
    return changed > 0
  }

  func reopen(by worker: String) throws {
    guard project.status == .completed || project.status == .stopped else { return }
    try db.execute("UPDATE project SET status = ?", LabelingJobStatus.inProgress.rawValue)
    try note(.jobReopened, by: worker)
  }
}
