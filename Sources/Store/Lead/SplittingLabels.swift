import Domain
import Foundation

extension Transaction {
  /// Ends the use of a label, takes its auto-labels back, and notes it; its items are asked again by
  /// `askAgain`.
  func split(_ index: Int, _ name: String, into parts: [String], by person: String?) throws {
    let asked: Int = try db.value("SELECT human FROM label WHERE number = ?", index) ?? 0
    let auto: Int = try db.value("SELECT auto FROM label WHERE number = ?", index) ?? 0
    try db.execute(
      """
      UPDATE project SET auto = auto
        - (SELECT sum(auto - initialAuto) FROM label WHERE number = ?1 OR became = ?1)
      """, index)
    try db.execute(
      "UPDATE label SET auto = initialAuto, became = -1 WHERE number = ?1 OR became = ?1", index)
    // An audit of an auto-label that is gone is a task as any other.
    try db.execute(
      """
      UPDATE task SET kind = iif(kind = 'audit', 'choice', kind), predicted = NULL, inclusion = NULL
      WHERE predicted = ?
      """, index)
    try note(.labelSplit(name, into: parts, asked: asked, takenBack: auto), by: person)
    let isEmpty = try !db.exists("SELECT 1 FROM item WHERE label = ?", index)
    if isEmpty { _ = try finish(Split(of: name, by: person)) }
  }

  /// Has the items of a label from a number on asked again, as if the lead had reopened each; returns the
  /// sum of the hashes of the answers set aside.
  func askAgain(
    _ label: LabelToEmpty, from first: Item.ID, isLast: Bool, by person: String?
  ) throws -> UInt64 {
    let split = Split(of: label.name, by: person)
    try reopenItems(of: label.number, from: first, for: split)
    let sum = try setAside(
      """
      item CROSS JOIN annotation a ON a.item = item.id WHERE item.label = ?4 AND item.id >= ?5
        AND (NOT \(Self.isNotSplit("a.label")) OR (counted AND purpose <> 'repeat'))
      """, [label.number.sqlValue, first.sqlValue], for: split)
    try db.execute("DELETE FROM item WHERE label = ? AND id >= ?", label.number, first)
    return isLast ? try sum &+ finish(split) : sum
  }

  /// Sets aside the answers of labels that were split to items that have another one.
  ///
  /// Open tasks have fewer answers then, and a second answer to a label that is no more measures nothing.
  private func finish(_ split: Split) throws -> UInt64 {
    let sum = try setAside(
      "annotation a WHERE NOT \(Self.isNotSplit("a.label"))", [], for: split)
    try db.execute(
      """
      UPDATE task SET votes = (SELECT count(*) FROM annotation a WHERE a.item = task.item
        AND kind = 'label' AND counted AND purpose <> 'repeat' AND \(Self.stands)) WHERE votes > 0
      """)
    try db.execute(
      """
      DELETE FROM task WHERE kind = 'repeat'
        AND NOT EXISTS (SELECT 1 FROM item WHERE item.id = task.item)
      """)
    return sum
  }

  private func closedSession(of person: String) throws -> WorkerSession {
    try db.execute("INSERT INTO worker (name) VALUES (?) ON CONFLICT DO NOTHING", person)
    // The one of the items before.
    let open: Int64? = try db.value(
      "SELECT id FROM session WHERE worker = ?1 AND openedAt = ?2 AND closedAt = ?2 AND host = ''",
      person, now)
    if let open { return WorkerSession(id: open, worker: person) }
    let id: Int64? = try db.value(
      """
      INSERT INTO session (worker, host, process, openedAt, closedAt) VALUES (?1, '', 0, ?2, ?2)
      RETURNING id
      """, person, now)
    return WorkerSession(id: id ?? 0, worker: person)
  }

  /// Adds a decision of the lead for each item, and queues it before all others.
  private func reopenItems(
    of index: Int, from first: Item.ID, for split: Split
  ) throws {
    let session = try closedSession(of: split.person)
    try db.execute(
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, words, acceptedAt, submittedAt,
        secondsSpent, round, auditPredicted, counted)
      SELECT id, ?1, ?2, 'reopen',
        CASE origin WHEN 'initial' THEN 'adjudication-initial' ELSE 'adjudication' END, ?3, ?4, ?4, 0,
        ?5, CASE origin WHEN 'initial' THEN label END, 0
      FROM item WHERE label = ?6 AND id >= ?7 AND origin <> 'initialAuto' ORDER BY id
      """, session.worker, session.id, split.reason, now, project.currentRound, index, first)
    let items = "FROM item WHERE label = ?1 AND id >= ?2 AND origin <> 'initialAuto'"
    try db.execute("DELETE FROM task WHERE item IN (SELECT id \(items))", index, first)
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, round, queuedAt)
      SELECT id, (SELECT coalesce(min(rank), 1) FROM task) - 1 - count(*) OVER ()
        + row_number() OVER (ORDER BY id), 'reopened', ?3, ?4 \(items)
      """, index, first, project.currentRound, now)
  }

  /// Sets aside standing answers of `source`, whose arguments are numbered from 4; returns the sum of
  /// their hashes, as in the lead's record.
  private func setAside(
    _ source: String, _ arguments: [SQLValue], for split: Split
  ) throws -> UInt64 {
    var sum: UInt64 = 0
    // RETURNING gives a whole number of seconds as an integer, a table as what its column holds.
    try db.forEachRow(
      of: """
        INSERT INTO setAside (annotation, at, who, reason)
        SELECT a.id, ?1, ?2, ?3 FROM \(source)
          AND kind = 'label' AND NOT \(AdjudicationRow.isOne) AND \(Self.stands)
        RETURNING 'setAside', annotation, CAST(at AS REAL), who, reason
        """,
      with: [now.sqlValue, split.person.sqlValue, split.reason.sqlValue] + arguments
    ) { row in
      var hash = Hash.start
      row.hash(into: &hash)
      sum &+= hash
    }
    return sum
  }
}

/// The person who split a label, and the reason in words.
private struct Split {
  let reason: String
  let person: String

  init(of name: String, by person: String?) {
    reason = "the label “\(name)” was split"
    self.person = person ?? "lead"
  }
}
