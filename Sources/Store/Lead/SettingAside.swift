import Domain
package import Foundation

extension ProjectStore {
  /// Sets all standing annotations of a worker aside, and returns how many.
  ///
  /// They count no longer, the items that they labeled are in the pool again, the next round is due.
  package func setAside(
    worker: String, by person: String, because reason: String, now: Date
  ) throws -> Int {
    try write(now) { transaction in
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
      return rows.count
    }
  }

  /// Lets the annotations of a worker that were set aside count again, and returns how many.
  ///
  /// Items that others have labeled meanwhile keep their label.
  package func restoreSetAside(worker: String, by person: String, now: Date) throws -> Int {
    try write(now) { transaction in
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
}

extension Transaction {
  fileprivate func standing(of worker: String) throws -> [JudgedAnnotation] {
    try judged("worker = ? AND \(Self.stands)", worker)
  }

  fileprivate func setAside(of worker: String) throws -> [JudgedAnnotation] {
    try judged("worker = ? AND id IN (SELECT annotation FROM setAside)", worker)
  }

  private func judged(_ condition: String, _ worker: String) throws -> [JudgedAnnotation] {
    try db.all(
      """
      SELECT id, item, auditPredicted FROM annotation a
      WHERE kind = 'label' AND counted AND \(condition) ORDER BY id
      """, worker
    ) { JudgedAnnotation(id: try $0(0), item: try $0(1), auditPredicted: try $0(2)) }
  }

  /// Takes an item's label away if too few annotations for it are left.
  fileprivate func withdraw(_ row: JudgedAnnotation) throws {
    let label: Int? = try db.value(
      "SELECT label FROM item WHERE id = ? AND origin = 'worker'", row.item)
    let votes = try votes(for: row.item)
    if let label, votes.count < project.workersPerItem {
      try db.execute("DELETE FROM item WHERE id = ?", row.item)
      try adjustHuman(label: label, by: -1)
      try adjustAuto(row.item, by: 1)
      if let predicted = row.auditPredicted {
        try adjustAudit(isRight: predicted == label, by: -1)
      }
    }
    try db.execute("UPDATE task SET votes = ? WHERE item = ?", votes.count, row.item)
  }

  /// Labels an item again by the annotations that stand, unless it has a label.
  fileprivate func reinstate(_ row: JudgedAnnotation) throws {
    let votes = try votes(for: row.item).map(\.label)
    let isSettled = try db.exists("SELECT 1 FROM item WHERE id = ?", row.item)
    guard !isSettled, votes.count >= project.workersPerItem, let vote = MajorityVote(votes) else {
      return
    }
    try settle(row.item, label: vote.label, agreement: vote.agreement, row.id)
    if let predicted = row.auditPredicted {
      try adjustAudit(isRight: predicted == vote.label, by: 1)
    }
  }
}
