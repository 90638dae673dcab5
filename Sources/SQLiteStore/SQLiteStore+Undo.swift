package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// Takes the worker's latest standing answer back, also one of an earlier session or round.
  ///
  /// One that was given to a stack is taken back from all of it; only the item that was on the
  /// screen is leased again, the others' tasks are where they were. Answers that did not count are
  /// passed over: there is nothing to take back. The item is leased to the session again, unless
  /// others have settled it meanwhile; a job that was over goes on.
  package func undo(by session: WorkerSession, now: Date) throws -> UndoneAnnotation? {
    let undone: (HeldTask, [StandingRow])? = try writer.write { db in
      let stack = try Self.latestStanding(db, of: session.worker)
      guard let last = stack.first else { return nil }
      for row in stack {
        try Self.insert(
          db,
          AnnotationRow(
            item: row.item, kind: "undo", undoes: row.id, acceptedAt: now, counted: true),
          by: session, now: now)
        try unsettle(db, row)
      }
      try Self.requeueStack(db, head: last.id, now: now)
      let endsAt = try Self.leaseEnd(db, now: now)
      if try Self.requeue(db, last, now: now) {
        try Self.insertLease(
          db, item: last.item, session, previousLabel: last.label, endsAt: endsAt, now: now)
        try Self.reopen(db, now: now)
      }
      return (
        HeldTask(item: last.item, endsAt: endsAt, previousLabel: last.label), stack
      )
    }
    guard let (held, stack) = undone, let task = try leasedTasks([held]).first else { return nil }
    return UndoneAnnotation(
      task: task, label: held.previousLabel, alike: stack.dropFirst().map(\.item))
  }
}

extension SQLiteStore {
  /// An annotation that may be taken back.
  private struct StandingRow {
    let id: Int64
    let item: Item.ID
    /// Nil for a bad item.
    let label: Int?
    let auditPredicted: Int?
  }

  /// The worker's latest annotation with those that were made together with it, the one of the
  /// item that was on the screen first.
  private static func latestStanding(
    _ db: Database, of worker: String
  ) throws -> [StandingRow] {
    let head = try Int64.fetchOne(
      db,
      sql: """
        SELECT coalesce(stack, id) FROM annotation a
        WHERE worker = ? AND kind <> 'undo' AND counted
          AND NOT EXISTS (SELECT 1 FROM annotation WHERE undoes = a.id)
        ORDER BY id DESC LIMIT 1
        """, arguments: [worker])
    return try Row.fetchAll(
      db,
      sql: """
        SELECT id, item, label, auditPredicted FROM annotation a WHERE (id = :head OR stack = :head)
          AND NOT EXISTS (SELECT 1 FROM annotation WHERE undoes = a.id)
        ORDER BY id
        """, arguments: ["head": head]
    ).map {
      StandingRow(
        id: $0["id"], item: $0["item"], label: $0["label"], auditPredicted: $0["auditPredicted"])
    }
  }

  /// Removes what people decided about an item, if this answer had a part in it.
  ///
  /// A vote has a part in the label that the votes made, a failure only in its own.
  private func unsettle(_ db: Database, _ last: StandingRow) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT origin, label, annotation FROM item WHERE id = ?", arguments: [last.item])
    else { return }
    let isFailure = row["origin"] == "failed"
    guard isFailure ? row["annotation"] == last.id : last.label != nil else { return }
    try db.execute(sql: "DELETE FROM item WHERE id = ?", arguments: [last.item])
    if let label: Int = row["label"] {
      try Self.adjustHuman(db, label: label, by: -1)
      if let predicted = last.auditPredicted {
        try Self.adjustAudit(db, correct: predicted == label, by: -1)
      }
    } else {
      try db.execute(sql: "UPDATE project SET failed = failed - 1")
    }
    try adjustAuto(db, item: last.item, by: 1)
  }

  /// Puts the item's task back, before all others; false if the item is settled all the same.
  private static func requeue(_ db: Database, _ last: StandingRow, now: Date) throws -> Bool {
    let votes = try votes(db, item: last.item).count
    try db.execute(
      sql: """
        INSERT INTO task (item, rank, kind, predicted, round, votes, queuedAt)
        SELECT :item, (SELECT coalesce(min(rank), 0) - 1 FROM task), :kind, :predicted,
          (SELECT currentRound FROM project), :votes, :now
        WHERE NOT EXISTS (SELECT 1 FROM item WHERE id = :item)
        ON CONFLICT DO UPDATE SET votes = excluded.votes
        """,
      arguments: [
        "item": last.item, "kind": last.auditPredicted == nil ? "choice" : "audit",
        "predicted": last.auditPredicted, "votes": votes, "now": now.timeIntervalSince1970,
      ])
    return db.changesCount > 0
  }

  private static func reopen(_ db: Database, now: Date) throws {
    try db.execute(
      sql: "UPDATE project SET status = ? WHERE status IN (?, ?)",
      arguments: [
        LabelingJobStatus.inProgress.rawValue, LabelingJobStatus.completed.rawValue,
        LabelingJobStatus.stopped.rawValue,
      ])
    if db.changesCount > 0 {
      try note("An answer was taken back: the job goes on.", db, now: now)
    }
  }
}
