package import Dataset
package import Foundation
internal import GRDB

extension SQLiteStore {
  /// Takes the worker's latest standing answer back, also one of an earlier session or round.
  ///
  /// The item is leased to the session again; a job that was over goes on.
  package func undo(by session: WorkerSession, now: Date) throws -> UndoneAnswer? {
    let undone: (HeldTask, Int)? = try writer.write { db in
      guard let last = try Self.latestStanding(db, of: session.worker) else { return nil }
      try Self.insert(
        db,
        AnnotationRow(
          item: last.item, kind: "undo", undoes: last.id, acceptedAt: now, counted: last.counted),
        by: session, now: now)
      if last.counted { try unsettle(db, last, now: now) }
      let endsAt = try Self.leaseEnd(db, now: now)
      try Self.requeue(db, last, now: now)
      try Self.insertLease(
        db, item: last.item, session, previousLabel: last.label, endsAt: endsAt, now: now)
      try Self.reopen(db, now: now)
      let held = HeldTask(item: last.item, endsAt: endsAt, previousLabel: last.label)
      return (held, last.label ?? -1)
    }
    guard let (held, label) = undone else { return nil }
    return UndoneAnswer(task: try leasedTask(held), label: label)
  }
}

extension SQLiteStore {
  /// An annotation that may be taken back.
  private struct StandingRow {
    let id: Int64
    let item: Item.ID
    let label: Int?
    let auditPredicted: Int?
    let counted: Bool
  }

  private static func latestStanding(_ db: Database, of worker: String) throws -> StandingRow? {
    try Row.fetchOne(
      db,
      sql: """
        SELECT id, item, label, auditPredicted, counted FROM annotation a
        WHERE worker = ? AND kind <> 'undo'
          AND NOT EXISTS (SELECT 1 FROM annotation WHERE undoes = a.id)
        ORDER BY id DESC LIMIT 1
        """, arguments: [worker]
    ).map {
      StandingRow(
        id: $0["id"], item: $0["item"], label: $0["label"], auditPredicted: $0["auditPredicted"],
        counted: $0["counted"])
    }
  }

  /// Removes what people decided about an item: it is auto-labeled or unlabeled again.
  private func unsettle(_ db: Database, _ last: StandingRow, now: Date) throws {
    guard
      let row = try Row.fetchOne(
        db, sql: "SELECT origin, label FROM item WHERE id = ?", arguments: [last.item])
    else { return }
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

  /// Puts the item's task back, before all others.
  private static func requeue(_ db: Database, _ last: StandingRow, now: Date) throws {
    let votes = try votes(db, item: last.item).count
    try db.execute(
      sql: """
        INSERT INTO task (item, rank, kind, predicted, round, votes, queuedAt)
        VALUES (?, (SELECT coalesce(min(rank), 0) - 1 FROM task), ?, ?,
          (SELECT currentRound FROM project), ?, ?)
        ON CONFLICT DO UPDATE SET votes = excluded.votes
        """,
      arguments: [
        last.item, last.auditPredicted == nil ? "choice" : "audit", last.auditPredicted, votes,
        now.timeIntervalSince1970,
      ])
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
