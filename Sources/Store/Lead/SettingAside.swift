import Domain
package import Foundation

extension ProjectStore {
  /// Sets all standing annotations of a worker aside, and returns how many.
  ///
  /// They count no longer. Items that others have answered, too, are asked again before all others,
  /// the rest are in the pool again, and the next round is due.
  package func setAside(
    worker: String, by person: String, because reason: String, now: Date
  ) throws -> Int {
    try decide(now) { transaction in
      let rows = try transaction.standing(of: worker)
      for row in rows {
        try transaction.db.execute(
          "INSERT INTO setAside (annotation, at, who, reason) VALUES (?, ?, ?, ?)", row.id, now,
          person, reason)
      }
      for row in rows { try transaction.withdraw(row) }
      guard !rows.isEmpty else { return 0 }
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0")
      try transaction.note(
        .annotationsSetAside(worker: worker, count: rows.count, reason: reason), by: person)
      try transaction.reopenJobIfUnlabeled(by: person)
      return rows.count
    }
  }

  /// Lets the annotations of a worker that were set aside count again, and returns how many.
  ///
  /// Items that others have labeled meanwhile keep their label.
  package func restoreSetAside(worker: String, by person: String, now: Date) throws -> Int {
    try decide(now) { transaction in
      let rows = try transaction.setAside(of: worker)
      for row in rows {
        try transaction.db.execute("DELETE FROM setAside WHERE annotation = ?", row.id)
      }
      for row in rows { try transaction.reinstate(row) }
      guard !rows.isEmpty else { return 0 }
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0")
      try transaction.note(.annotationsRestored(worker: worker, count: rows.count), by: person)
      return rows.count
    }
  }
}

/// An annotation of which the lead decides whether it counts.
private struct JudgedAnnotation {
  let id: Int64
  let item: Item.ID
  let auditPredicted: Int?
  let inclusion: Double?
  let isRepetition: Bool
  let isRejection: Bool

  /// The kind of the task that asks for its item again.
  var taskKind: QueuedTask.Kind { auditPredicted == nil ? .choice : .audit }
}

extension Transaction {
  fileprivate func standing(of worker: String) throws -> [JudgedAnnotation] {
    try judged("worker = ? AND \(Self.stands)", worker)
  }

  fileprivate func setAside(of worker: String) throws -> [JudgedAnnotation] {
    // Answers of an item that the lead reopened stay aside until that is undone.
    try judged(
      """
      worker = ? AND id IN (SELECT annotation FROM setAside) AND \(Self.isNotSplit("a.label"))
        AND NOT EXISTS (
        SELECT 1 FROM annotation r WHERE r.item = a.item AND r.kind = 'reopen' AND r.id > a.id
          AND NOT EXISTS (SELECT 1 FROM annotation u WHERE u.undoes = r.id))
      """, worker)
  }

  private func judged(_ condition: String, _ worker: String) throws -> [JudgedAnnotation] {
    try db.all(
      """
      SELECT id, item, \(Self.current("a.auditPredicted")), inclusion, purpose = 'repeat', kind = 'reject'
      FROM annotation a WHERE kind IN ('label', 'reject') AND counted AND \(condition) ORDER BY id
      """, worker
    ) {
      JudgedAnnotation(
        id: try $0(0), item: try $0(1), auditPredicted: try $0(2), inclusion: try $0(3),
        isRepetition: try $0(4), isRejection: try $0(5))
    }
  }

  /// Labels an item anew without an annotation: by those that are left, if they are enough.
  ///
  /// If they are too few, others are asked for the rest; an item without any is in the pool again.
  fileprivate func withdraw(_ row: JudgedAnnotation) throws {
    guard !row.isRepetition else { return }
    if row.isRejection { return try bringBack(row) }
    let votes = try votes(for: row.item)
    let label: Int? = try db.value(
      "SELECT label FROM item WHERE id = ? AND origin = 'worker'", row.item)
    guard let label else {
      try db.execute(
        "UPDATE task SET votes = ? WHERE item = ? AND kind NOT IN ('repeat', 'gold')", votes.count,
        row.item)
      return
    }
    try takeAway(label, row)
    try labelAnew(row, votes.map(\.label))
  }

  /// Brings an item back that an annotation took out of the job.
  private func bringBack(_ row: JudgedAnnotation) throws {
    let removed = try db.execute(
      "DELETE FROM item WHERE id = ? AND origin = 'rejected' AND annotation = ?", row.item, row.id)
    guard removed > 0 else { return }
    try db.execute("UPDATE project SET rejected = rejected - 1")
    try adjustAuto(row.item, by: 1)
    try labelAnew(row, try votes(for: row.item).map(\.label))
  }

  /// Labels an item by its standing votes, or has it asked again if others have answered it.
  private func labelAnew(_ row: JudgedAnnotation, _ votes: [Int]) throws {
    if project.settings.isEnough(votes) {
      try settle(row)
    } else if try !votes.isEmpty || isReopened(row.item) {
      try askAgain(row, votes: votes.count)
    }
  }

  private func takeAway(_ label: Int, _ row: JudgedAnnotation) throws {
    // A second answer to a label that is no more measures nothing.
    try db.execute("DELETE FROM task WHERE item = ? AND kind = 'repeat'", row.item)
    try db.execute("DELETE FROM item WHERE id = ?", row.item)
    try adjustHuman(label: label, by: -1)
    try adjustAuto(row.item, by: 1)
  }

  /// Labels an item by its standing votes, the last of which settles it.
  private func settle(_ row: JudgedAnnotation) throws {
    guard let vote = MajorityVote(try votes(for: row.item).map(\.label)),
      let last = try lastVote(for: row.item)
    else { return }
    try settle(row.item, label: vote.label, agreement: vote.agreement, last)
  }

  /// Puts an item that others have answered before all other tasks.
  private func askAgain(_ row: JudgedAnnotation, votes: Int) throws {
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, predicted, inclusion, round, votes, queuedAt)
      VALUES (?, (SELECT coalesce(min(rank), 0) - 1 FROM task), ?, ?, ?, ?, ?, ?)
      ON CONFLICT DO UPDATE SET votes = excluded.votes
      """, row.item, try taskKind(of: row.item, else: row.taskKind).rawValue, row.auditPredicted,
      row.inclusion,
      project.currentRound, votes, now)
  }

  /// Labels an item again by the annotations that stand, unless it has a label.
  fileprivate func reinstate(_ row: JudgedAnnotation) throws {
    guard !row.isRepetition, try !db.exists("SELECT 1 FROM item WHERE id = ?", row.item) else {
      return
    }
    if row.isRejection { return try takeOut(row.item, by: row.id) }
    try labelAnew(row, try votes(for: row.item).map(\.label))
  }
}
