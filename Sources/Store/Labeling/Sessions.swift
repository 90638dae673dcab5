package import Domain
package import Foundation

extension ProjectStore {
  /// Begins a worker's session.
  package func openSession(
    worker: String, process: ProcessIdentity, now: Date
  ) throws -> WorkerSession {
    try write(now) { try $0.openSession(worker, process) }
  }

  /// Ends a session and gives its leases back.
  package func closeSession(_ session: WorkerSession, now: Date) throws {
    try write(now) { try $0.close(session) }
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

/// A session that nobody has closed, and the process that it belongs to.
struct OpenSession {
  let session: WorkerSession
  let process: ProcessIdentity

  static func all(_ db: any SQLConnection, holdingLeases: Bool = false) throws -> [OpenSession] {
    let condition = holdingLeases ? " AND id IN (SELECT session FROM lease)" : ""
    return try db.all(
      "SELECT id, worker, host, process FROM session WHERE closedAt IS NULL" + condition
    ) {
      OpenSession(
        session: WorkerSession(id: try $0("id"), worker: try $0("worker")),
        process: ProcessIdentity(host: try $0("host"), number: try $0("process")))
    }
  }
}

extension Transaction {
  func openSession(_ worker: String, _ process: ProcessIdentity) throws -> WorkerSession {
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
