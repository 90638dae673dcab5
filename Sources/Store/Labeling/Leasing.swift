package import Domain
package import Foundation

extension ProjectStore {
  /// Leases the most wanted open tasks to a session until it holds `limit`.
  package func lease(upTo limit: Int, for session: WorkerSession, now: Date) throws -> [LeasedTask]
  {
    let held = try write(now) { transaction in
      // The session that asks is alive, whatever can be seen of its process.
      try transaction.expireLeases(exceptOf: session)
      if try transaction.isGiven(to: session.worker) {
        try transaction.extendLeases(of: session)
        try transaction.leaseMore(upTo: limit, for: session)
      }
      return try transaction.heldTasks(session)
    }
    return try leasedTasks(held)
  }

  /// Gives a lease back; the item returns to this worker when nothing else is left.
  package func putOff(item: Item.ID, by session: WorkerSession, now: Date) throws {
    try write(now) { transaction in
      try transaction.deleteLease(item, session.worker)
      try transaction.db.execute(
        """
        INSERT INTO putOff (item, worker, at) VALUES (?, ?, ?)
        ON CONFLICT DO UPDATE SET at = excluded.at
        """, item, session.worker, now)
    }
  }

  /// Gives leases back whose items were not seen.
  package func giveBack(_ items: [Item.ID], by session: WorkerSession, now: Date) throws {
    try write(now) { transaction in
      for item in items {
        try transaction.db.execute(
          "DELETE FROM lease WHERE item = ? AND session = ?", item, session.id)
      }
    }
  }

  /// Whether tasks are open and people present, none of whom holds a task or may take one: each has
  /// answered all that one person may.
  package func isWaitingForOthers(now: Date) throws -> Bool {
    try read(now) { transaction in
      guard try transaction.db.exists("SELECT 1 FROM task WHERE kind <> 'gold'") else {
        return false
      }
      let present = try OpenSession.all(transaction.db)
        .filter { transaction.liveness.isAlive($0.process) }.map(\.session)
      return try !present.isEmpty && !present.contains { try transaction.mayAnswer($0) }
    }
  }

  /// Gives back the leases that ran out, closes the sessions of processes that died, and ends the
  /// tasks that were offered for too long.
  ///
  /// Their items are in the pool again, and the next round, which chooses anew, is due. Nothing is
  /// written where nothing ran out.
  package func expireLeases(now: Date) throws {
    guard try read(now, { try $0.hasExpired() }) else { return }
    try write(now) { transaction in
      try transaction.expireLeases()
      let ended = try transaction.db.execute(
        "DELETE FROM task WHERE NOT (\(Transaction.isHeld)) AND kind <> 'gold' AND queuedAt <= ?",
        now.addingTimeInterval(-transaction.project.taskLifetime))
      if ended > 0 { try transaction.db.execute("UPDATE project SET labelsForNextRound = 0") }
    }
  }
}

/// A row of `lease` before its item is read.
struct HeldTask {
  let item: Item.ID
  let endsAt: Date
  let previousLabel: Int?
}

extension Transaction {
  /// The condition of a row of `task` that someone holds it, has annotated it in part, or it was reopened.
  static let isHeld = """
    votes > 0 OR kind = 'reopened'
      OR EXISTS (SELECT 1 FROM lease WHERE lease.item = task.item)
    """

  func hasExpired() throws -> Bool {
    if try db.exists("SELECT 1 FROM lease WHERE endsAt <= ? LIMIT 1", now) { return true }
    if try db.exists(
      "SELECT 1 FROM task WHERE NOT (\(Self.isHeld)) AND kind <> 'gold' AND queuedAt <= ? LIMIT 1",
      now.addingTimeInterval(-project.taskLifetime))
    {
      return true
    }
    return try OpenSession.all(db).contains { !liveness.isAlive($0.process) }
  }

  /// Deletes the leases that ran out, and closes the sessions of processes that died.
  func expireLeases(exceptOf own: WorkerSession? = nil) throws {
    try db.execute("DELETE FROM lease WHERE endsAt <= ?", now)
    for open in try OpenSession.all(db)
    where open.session.id != own?.id && !liveness.isAlive(open.process) {
      try close(open.session)
    }
  }

  /// Begins anew the time of the tasks in hand: they waited behind the one just annotated.
  func extendLeases(of session: WorkerSession) throws {
    try db.execute(
      "UPDATE lease SET endsAt = ? WHERE session = ?", project.leaseEnd(now: now), session.id)
  }

  func leaseMore(upTo limit: Int, for session: WorkerSession) throws {
    let count: Int =
      try db.value("SELECT count(*) FROM lease WHERE session = ?", session.id) ?? 0
    try lease(openTasks(for: session.worker, limit: limit - count), after: count, for: session)
  }

  /// Whether items are handed to a worker: not once the job is over, nor to one who is paused.
  func isGiven(to worker: String) throws -> Bool {
    guard project.status == .inProgress else { return false }
    return try pauseReason(of: worker) == nil
  }

  /// Whether a session holds a task, or its worker may take one.
  func mayAnswer(_ session: WorkerSession) throws -> Bool {
    if try db.exists("SELECT 1 FROM lease WHERE session = ?", session.id) { return true }
    return try isGiven(to: session.worker)
      && !openTasks(for: session.worker, limit: 1).isEmpty
  }

  func insertLease(_ item: Item.ID, _ session: WorkerSession, previousLabel: Int? = nil) throws {
    try db.execute(
      """
      INSERT INTO lease (item, worker, session, previousLabel, leasedAt, endsAt)
      VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET session = excluded.session,
        previousLabel = excluded.previousLabel, endsAt = excluded.endsAt
      """, item, session.worker, session.id, previousLabel, now, project.leaseEnd(now: now))
  }

  func deleteLease(_ item: Item.ID, _ worker: String) throws {
    try db.execute("DELETE FROM lease WHERE item = ? AND worker = ?", item, worker)
  }

  func deletePutOff(_ item: Item.ID, _ worker: String) throws {
    try db.execute("DELETE FROM putOff WHERE item = ? AND worker = ?", item, worker)
  }

  func heldTasks(_ session: WorkerSession) throws -> [HeldTask] {
    try db.all(
      """
      SELECT lease.item, endsAt, previousLabel FROM lease JOIN task ON task.item = lease.item
      WHERE session = ? ORDER BY leasedAt, rank
      """, session.id
    ) { HeldTask(item: try $0(0), endsAt: try $0(1), previousLabel: try $0(2)) }
  }

  /// Returns the tasks that this worker may take, the most wanted first; those put off, and further
  /// answers to what the worker has answered, only when there is nothing else, one at a time.
  private func openTasks(for worker: String, limit: Int) throws -> [Item.ID] {
    guard limit > 0 else { return [] }
    let fresh = try openTasks(for: worker, limit: limit, putOff: "NOT EXISTS", order: "rank")
    guard fresh.isEmpty else { return fresh }
    let order = "(SELECT at FROM putOff WHERE putOff.item = task.item AND worker = ?1)"
    let later = try openTasks(for: worker, limit: 1, putOff: "EXISTS", order: order)
    guard later.isEmpty else { return later }
    let own = try openTasks(
      for: worker, limit: 1, putOff: "NOT EXISTS", order: "rank", repeatsOwn: true)
    guard own.isEmpty else { return own }
    return try openTasks(for: worker, limit: 1, putOff: "EXISTS", order: order, repeatsOwn: true)
  }

  private func openTasks(
    for worker: String, limit: Int, putOff: String, order: String, repeatsOwn: Bool = false
  ) throws -> [Item.ID] {
    try db.all(
      """
      SELECT item FROM task
      WHERE votes + (SELECT count(*) FROM lease WHERE lease.item = task.item)
          < CASE kind WHEN 'repeat' THEN 1 ELSE min(?2, max(?5, votes + 1)) END
        AND kind <> 'gold' AND \(putOff) (SELECT 1 FROM putOff WHERE putOff.item = task.item AND worker = ?1)
        AND NOT EXISTS (SELECT 1 FROM lease WHERE lease.item = task.item AND worker = ?1)
        AND NOT EXISTS (
          SELECT 1 FROM annotation a WHERE a.item = task.item AND a.worker = ?1
            AND a.kind = 'label' AND a.counted AND \(Self.stands)
            AND (task.kind = 'repeat' OR a.purpose <> 'repeat')
            AND NOT (task.kind = 'repeat' AND (?4 OR (a.purpose <> 'repeat' AND \(Self.isLongAgo)))))
      ORDER BY \(order) LIMIT ?3
      """, worker, project.workersPerItem, limit, repeatsOwn, project.settings.blindOpinions
    ) { try $0(0) as Item.ID }
  }

  /// A condition on a row `a` of `annotation`: its worker has given a hundred others since, so that a second
  /// answer is not remembered from the first.
  private static let isLongAgo = """
    (SELECT count(*) FROM annotation b WHERE b.worker = a.worker AND b.id > a.id) >= 100
    """
}
