package import Domain
package import Foundation

extension ProjectStore {
  /// Begins a worker's session, and closes those of processes that died.
  package func openSession(
    worker: String, process: ProcessIdentity, now: Date
  ) throws -> WorkerSession {
    try write(now) { try $0.openSession(worker, process) }
  }

  /// Ends a session and gives its leases back.
  package func closeSession(_ session: WorkerSession, now: Date) throws {
    try write(now) { try $0.close(session) }
  }

  /// Counts the sessions of processes that died, and the leases that ran out.
  package func leftovers(now: Date) throws -> (sessions: Int, leases: Int) {
    try read(now) { transaction in
      let dead = try OpenSession.all(transaction.db).count { !liveness.isAlive($0.process) }
      let leases: Int? = try transaction.db.value(
        "SELECT count(*) FROM lease WHERE endsAt <= ?", now)
      return (dead, leases ?? 0)
    }
  }

  /// Returns the workers whose screens are open in living processes, whatever the schema's version.
  package static func workersAtScreens(
    in database: any SQLDatabase, _ liveness: any Liveness
  ) throws -> [String] {
    try database.read { db in
      try OpenSession.all(db).filter { liveness.isAlive($0.process) }.map(\.session.worker)
    }
  }
}

extension ProjectStore {
  /// Ends the sessions that a copy of a project brought with it: their screens are at the original.
  package func endCopiedSessions(now: Date) throws {
    try write(now) { transaction in
      try transaction.db.execute("DELETE FROM lease")
      try transaction.db.execute("UPDATE session SET closedAt = ? WHERE closedAt IS NULL", now)
    }
  }
}

/// A session that nobody has closed, and the process that it belongs to.
struct OpenSession {
  let session: WorkerSession
  let process: ProcessIdentity

  /// The most that are looked at in one transaction; the next one closes others.
  private static let most = 1_000

  static func all(_ db: any SQLConnection) throws -> [OpenSession] {
    try db.all(
      "SELECT id, worker, host, process FROM session WHERE closedAt IS NULL ORDER BY id LIMIT ?",
      most
    ) {
      OpenSession(
        session: WorkerSession(id: try $0("id"), worker: try $0("worker")),
        process: ProcessIdentity(host: try $0("host"), number: try $0("process")))
    }
  }
}

extension Transaction {
  func openSession(_ worker: String, _ process: ProcessIdentity) throws -> WorkerSession {
    try expireLeases()
    try db.execute("INSERT INTO worker (name) VALUES (?) ON CONFLICT DO NOTHING", worker)
    let id: Int64? = try db.value(
      """
      INSERT INTO session (worker, host, process, openedAt) VALUES (?, ?, ?, ?) RETURNING id
      """, worker, process.host, process.number, now)
    try note(.sessionOpened(worker: worker), by: worker)
    return WorkerSession(id: id ?? 0, worker: worker)
  }

  func close(_ session: WorkerSession) throws {
    try db.execute("DELETE FROM lease WHERE session = ?", session.id)
    let closed = try db.execute(
      "UPDATE session SET closedAt = ? WHERE id = ? AND closedAt IS NULL", now, session.id)
    if closed > 0 { try note(.sessionClosed(worker: session.worker), by: session.worker) }
  }
}
