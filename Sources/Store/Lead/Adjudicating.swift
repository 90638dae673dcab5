package import Domain
package import Foundation

extension ProjectStore {
  /// Decides about items for the lead, in one transaction, and returns those that it concerned.
  ///
  /// Each decision is an annotation of its own with who, when and why, and no opinion: agreement,
  /// audits and repeats stay what people answered. A job that was over goes on if it leaves an item
  /// without a label. Throws `StoreError.noSuchItem`.
  package func adjudicate(
    _ items: [Item.ID], as decision: Adjudication, because reason: String, by person: String,
    now: Date
  ) throws -> [Item.ID] {
    try decide(now) { transaction in
      let desk = try AdjudicationDesk(transaction, person: person, reason: reason)
      let changed = try items.filter { try desk.decide(decision, about: $0) }
      guard !changed.isEmpty else { return [] }
      try transaction.note(
        .adjudicated(
          count: changed.count, firstItem: changed[0], decision: decision, reason: reason),
        by: person)
      try transaction.reopenJobIfUnlabeled(by: person)
      return changed
    }
  }
}

/// A lead at work within one transaction.
private struct AdjudicationDesk {
  let transaction: Transaction
  let session: WorkerSession
  let reason: String

  private var db: any SQLConnection { transaction.db }

  /// Adds a session that is closed already: the lead labels nothing at a screen.
  init(_ transaction: Transaction, person: String, reason: String) throws {
    self.transaction = transaction
    self.reason = reason
    try transaction.db.execute(
      "INSERT INTO worker (name) VALUES (?) ON CONFLICT DO NOTHING", person)
    let id: Int64? = try transaction.db.value(
      """
      INSERT INTO session (worker, host, process, openedAt, closedAt) VALUES (?1, '', 0, ?2, ?2)
      RETURNING id
      """, person, transaction.now)
    session = WorkerSession(id: id ?? 0, worker: person)
  }

  /// Decides about an item; false if there is nothing to do.
  func decide(_ decision: Adjudication, about item: Item.ID) throws -> Bool {
    guard 0..<transaction.project.total ~= item else { throw StoreError.noSuchItem(item) }
    switch decision {
    case .confirm:
      guard let label = try transaction.presentLabel(of: item) else { return false }
      return try decide(.label(label), about: item)
    case .label(let label): try add(.label, item, label: label)
    case .reject(let reason): try add(.reject, item, rejection: reason)
    case .reopen:
      guard try !transaction.isReopened(item) || transaction.decided(item) != nil else {
        return false
      }
      try add(.reopen, item)
    case .undo:
      guard let last = try transaction.adjudications(of: item).first else { return false }
      try undo(last, item)
    }
    return true
  }

  private func add(
    _ kind: NewAnnotation.Kind, _ item: Item.ID, label: Int? = nil, rejection: RejectReason? = nil
  ) throws {
    let before = try transaction.decided(item)
    let initial = before.flatMap { $0.isInitial ? $0 : nil }
    try transaction.clear(item, before)
    let number: Int64? = try db.value(
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, label, reason, words, acceptedAt,
        submittedAt, secondsSpent, round, auditPredicted, counted)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?9, 0, ?10, ?11, 0) RETURNING id
      """, item, session.worker, session.id, kind.rawValue,
      AdjudicationRow.purpose(replacing: initial?.origin), label, rejection?.code,
      rejection == nil ? reason : rejection?.words, transaction.now,
      transaction.project.currentRound, initial?.label)
    try apply(AdjudicationRow(id: number ?? 0, kind: kind, label: label), to: item)
  }

  private func apply(_ row: AdjudicationRow, to item: Item.ID) throws {
    // Blind questions that measure people's errors go on.
    let kept = row.kind == .label ? " AND kind NOT IN ('repeat', 'gold')" : ""
    try db.execute("DELETE FROM task WHERE item = ?" + kept, item)
    switch row.kind {
    case .label:
      try transaction.insert(item, .adjudicated, label: row.label, by: row.id)
    case .reject: try transaction.reject(item, by: row.id)
    case .reopen:
      try db.execute(
        """
        INSERT INTO setAside (annotation, at, who, reason)
        SELECT id, ?, ?, ? FROM annotation a
        WHERE item = ? AND counted AND kind IN ('label', 'reject') AND purpose <> 'repeat'
          AND \(Transaction.stands)
        """, transaction.now, session.worker, reason, item)
      try transaction.requeue(item, votes: 0)
    case .undo: break
    }
  }

  private func undo(_ last: AdjudicationRow, _ item: Item.ID) throws {
    // Answers since the item was reopened stay.
    let present = try transaction.decided(item)
    let isAnswered = last.kind == .reopen && present != nil
    if !isAnswered { try transaction.clear(item, present) }
    try db.execute(
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, words, undoes, acceptedAt,
        submittedAt, secondsSpent, round, counted)
      VALUES (?1, ?2, ?3, 'undo', 'adjudication', ?4, ?5, ?6, ?6, 0, ?7, 0)
      """, item, session.worker, session.id, reason, last.id, transaction.now,
      transaction.project.currentRound)
    if last.kind == .reopen { try restoreVotes(of: item, setAsideBy: last) }
    if isAnswered { return }
    if let earlier = try transaction.adjudications(of: item).first, earlier.kind != .reopen {
      try apply(earlier, to: item)
    } else {
      try transaction.restore(item)
    }
  }

  private func restoreVotes(of item: Item.ID, setAsideBy row: AdjudicationRow) throws {
    try db.execute(
      """
      DELETE FROM setAside WHERE at = (SELECT submittedAt FROM annotation WHERE id = ?1)
        AND annotation IN (SELECT id FROM annotation a WHERE item = ?2 AND id < ?1
          AND \(Transaction.isNotSplit("a.label")))
      """, row.id, item)
  }
}
