package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// Begins a worker's session.
  package func openSession(
    worker: String, process: ProcessIdentity, now: Date
  ) throws -> WorkerSession {
    try writer.write { db in
      try db.execute(
        sql: "INSERT INTO worker (name) VALUES (?) ON CONFLICT DO NOTHING", arguments: [worker])
      try db.execute(
        sql: "INSERT INTO session (worker, host, process, openedAt) VALUES (?, ?, ?, ?)",
        arguments: [worker, process.host, process.number, now.timeIntervalSince1970])
      let session = WorkerSession(id: db.lastInsertedRowID, worker: worker)
      try Self.note("\(worker) sat down.", db, now: now)
      return session
    }
  }

  /// Ends a session and gives its leases back.
  package func closeSession(_ session: WorkerSession, now: Date) throws {
    try writer.write { try Self.close(session, $0, now: now) }
  }

  /// Leases the most wanted open tasks to a session until it holds `limit`.
  package func lease(upTo limit: Int, for session: WorkerSession, now: Date) throws -> [LeasedTask]
  {
    let held = try writer.write { db in
      try expireLeases(db, now: now)
      guard try Self.isOpen(db) else { return try Self.heldTasks(db, session) }
      let endsAt = try Self.leaseEnd(db, now: now)
      // The others in hand waited behind the one just answered: their time begins anew.
      try db.execute(
        sql: "UPDATE lease SET endsAt = ? WHERE session = ?", arguments: [endsAt, session.id])
      let count = try Int.fetchOne(
        db, sql: "SELECT count(*) FROM lease WHERE session = ?", arguments: [session.id])
      for item in try Self.openTasks(db, for: session.worker, limit: limit - (count ?? 0)) {
        try Self.insertLease(db, item: item, session, endsAt: endsAt, now: now)
      }
      return try Self.heldTasks(db, session)
    }
    return try leasedTasks(held)
  }

  /// Gives a lease back; the item returns to this worker when nothing else is left.
  package func putOff(item: Item.ID, by session: WorkerSession, now: Date) throws {
    try writer.write { db in
      try Self.deleteLease(db, item: item, session.worker)
      try db.execute(
        sql: """
          INSERT INTO putOff (item, worker, at) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET at = excluded.at
          """, arguments: [item, session.worker, now.timeIntervalSince1970])
    }
  }

  /// Gives back the leases that ran out, and ends the tasks that were offered for too long.
  ///
  /// Their items are in the pool again, and the next round, which chooses anew, is due.
  package func expireLeases(now: Date) throws {
    try writer.write { db in
      try expireLeases(db, now: now)
      try db.execute(
        sql: """
          DELETE FROM task WHERE NOT (\(Self.isHeld))
            AND queuedAt + (SELECT taskLifetime FROM project) <= ?
          """, arguments: [now.timeIntervalSince1970])
      if db.changesCount > 0 { try db.execute(sql: "UPDATE project SET dueAt = 0") }
    }
  }
}

extension SQLiteStore {
  static func sessions(
    _ db: Database, _ condition: String
  ) throws -> [(session: WorkerSession, process: ProcessIdentity)] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT id, worker, host, process FROM session WHERE closedAt IS NULL AND \(condition)
        """
    ).map {
      (
        WorkerSession(id: $0["id"], worker: $0["worker"]),
        ProcessIdentity(host: $0["host"], number: $0["process"])
      )
    }
  }

  private static func close(_ session: WorkerSession, _ db: Database, now: Date) throws {
    try db.execute(sql: "DELETE FROM lease WHERE session = ?", arguments: [session.id])
    try db.execute(
      sql: "UPDATE session SET closedAt = ? WHERE id = ? AND closedAt IS NULL",
      arguments: [now.timeIntervalSince1970, session.id])
    if db.changesCount > 0 { try note("\(session.worker) left.", db, now: now) }
  }

  /// A row of `lease` before its item is read.
  struct HeldTask {
    let item: Item.ID
    let endsAt: Double
    let previousLabel: Int?
  }

  private func expireLeases(_ db: Database, now: Date) throws {
    try db.execute(
      sql: "DELETE FROM lease WHERE endsAt <= ?", arguments: [now.timeIntervalSince1970])
    for session in try Self.sessions(db, "id IN (SELECT session FROM lease)")
    where !isAlive(session.process) {
      try Self.close(session.session, db, now: now)
    }
  }

  static func leaseEnd(_ db: Database, now: Date) throws -> Double {
    let limit = try Double.fetchOne(db, sql: "SELECT taskTimeLimit FROM project")
    return now.timeIntervalSince1970 + (limit ?? 0)
  }

  static func insertLease(
    _ db: Database, item: Item.ID, _ session: WorkerSession, previousLabel: Int? = nil,
    endsAt: Double, now: Date
  ) throws {
    try db.execute(
      sql: """
        INSERT INTO lease (item, worker, session, previousLabel, leasedAt, endsAt)
        VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET session = excluded.session,
          previousLabel = excluded.previousLabel, endsAt = excluded.endsAt
        """,
      arguments: [
        item, session.worker, session.id, previousLabel, now.timeIntervalSince1970, endsAt,
      ])
  }

  static func deleteLease(_ db: Database, item: Item.ID, _ worker: String) throws {
    try db.execute(
      sql: "DELETE FROM lease WHERE item = ? AND worker = ?", arguments: [item, worker])
  }

  private static func isOpen(_ db: Database) throws -> Bool {
    try String.fetchOne(db, sql: "SELECT status FROM project")
      == LabelingJobStatus.inProgress.rawValue
  }

  private static func heldTasks(_ db: Database, _ session: WorkerSession) throws -> [HeldTask] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT lease.item, endsAt, previousLabel FROM lease JOIN task ON task.item = lease.item
        WHERE session = ? ORDER BY leasedAt, rank
        """, arguments: [session.id]
    ).map { HeldTask(item: $0["item"], endsAt: $0["endsAt"], previousLabel: $0["previousLabel"]) }
  }

  /// The tasks that this worker may take, the most wanted first; those put off only when there is
  /// nothing else.
  private static func openTasks(_ db: Database, for worker: String, limit: Int) throws -> [Int] {
    guard limit > 0 else { return [] }
    let fresh = try Int.fetchAll(
      db, sql: openTaskSQL(putOff: "NOT EXISTS", order: "rank"),
      arguments: ["worker": worker, "limit": limit])
    guard fresh.isEmpty else { return fresh }
    return try Int.fetchAll(
      db,
      sql: openTaskSQL(
        putOff: "EXISTS",
        order: "(SELECT at FROM putOff WHERE putOff.item = task.item AND worker = :worker)"),
      arguments: ["worker": worker, "limit": min(limit, 1)])
  }

  private static func openTaskSQL(putOff: String, order: String) -> String {
    """
    SELECT item FROM task
    WHERE votes + (SELECT count(*) FROM lease WHERE lease.item = task.item)
        < (SELECT workersPerItem FROM project)
      AND \(putOff) (SELECT 1 FROM putOff WHERE putOff.item = task.item AND worker = :worker)
      AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.item = task.item AND worker = :worker)
      AND NOT EXISTS (
        SELECT 1 FROM annotation a WHERE a.item = task.item AND a.worker = :worker
          AND a.kind = 'label' AND a.counted AND NOT EXISTS (SELECT 1 FROM annotation WHERE undoes = a.id))
    ORDER BY \(order) LIMIT :limit
    """
  }
}
