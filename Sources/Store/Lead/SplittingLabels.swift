import Domain
import Foundation

extension Transaction {
  /// Has the items of a label asked again, as if the lead had reopened each, and takes its auto-labels
  /// back.
  func split(_ index: Int, _ name: String, into parts: [String], by person: String?) throws {
    let asked: Int = try db.value("SELECT human FROM label WHERE number = ?", index) ?? 0
    let auto: Int = try db.value("SELECT auto FROM label WHERE number = ?", index) ?? 0
    let reason = "the label “\(name)” was split"
    try reopenItems(of: index, because: reason, by: try closedSession(of: person ?? "lead"))
    try setAnswersAside(of: index, because: reason, by: person ?? "lead")
    try db.execute("DELETE FROM item WHERE label = ?", index)
    try db.execute(
      "UPDATE project SET human = human - ?, auto = auto - ?", asked, auto)
    try db.execute(
      """
      UPDATE label SET human = 0, auto = 0, initialAuto = 0, became = -1
      WHERE number = ?1 OR became = ?1
      """, index)
    try settleTasks(of: index)
    try note(.labelSplit(name, into: parts, asked: asked, takenBack: auto), by: person)
  }

  private func closedSession(of person: String) throws -> WorkerSession {
    try db.execute("INSERT INTO worker (name) VALUES (?) ON CONFLICT DO NOTHING", person)
    let id: Int64? = try db.value(
      """
      INSERT INTO session (worker, host, process, openedAt, closedAt) VALUES (?1, '', 0, ?2, ?2)
      RETURNING id
      """, person, now)
    return WorkerSession(id: id ?? 0, worker: person)
  }

  /// Adds a decision of the lead for each item, and queues it before all others.
  private func reopenItems(
    of index: Int, because reason: String, by session: WorkerSession
  ) throws {
    try db.execute(
      """
      INSERT INTO annotation (item, worker, session, kind, purpose, words, acceptedAt, submittedAt,
        secondsSpent, round, auditPredicted, counted)
      SELECT id, ?1, ?2, 'reopen',
        CASE origin WHEN 'initial' THEN 'adjudication-initial' ELSE 'adjudication' END, ?3, ?4, ?4, 0,
        ?5, CASE origin WHEN 'initial' THEN label END, 0
      FROM item WHERE label = ?6 AND origin <> 'initialAuto' ORDER BY id
      """, session.worker, session.id, reason, now, project.currentRound, index)
    let items = "SELECT id FROM item WHERE label = ?1 AND origin <> 'initialAuto'"
    try db.execute("DELETE FROM task WHERE item IN (\(items))", index)
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, round, queuedAt)
      SELECT id, (SELECT coalesce(min(rank), 1) FROM task) - 1 - count(*) OVER ()
        + row_number() OVER (ORDER BY id), 'reopened', ?2, ?3
      FROM item WHERE label = ?1 AND origin <> 'initialAuto'
      """, index, project.currentRound, now)
  }

  /// Sets aside all answers of the label, and those that its items rested on.
  private func setAnswersAside(of index: Int, because reason: String, by person: String) throws {
    try db.execute(
      """
      INSERT INTO setAside (annotation, at, who, reason)
      SELECT id, ?1, ?2, ?3 FROM annotation a
      WHERE kind = 'label' AND NOT \(AdjudicationRow.isOne) AND \(Self.stands)
        AND (\(Self.current("a.label")) = ?4 OR (counted AND purpose <> 'repeat' AND EXISTS (
          SELECT 1 FROM item WHERE item.id = a.item AND item.label = ?4)))
      """, now, person, reason, index)
  }

  /// An audit of an auto-label that is gone is a task as any other; open tasks have fewer answers.
  private func settleTasks(of index: Int) throws {
    try db.execute(
      """
      UPDATE task SET kind = iif(kind = 'audit', 'choice', kind), predicted = NULL, inclusion = NULL
      WHERE predicted = ?
      """, index)
    try db.execute(
      """
      UPDATE task SET votes = (SELECT count(*) FROM annotation a WHERE a.item = task.item
        AND kind = 'label' AND counted AND purpose <> 'repeat' AND \(Self.stands)) WHERE votes > 0
      """)
    // A second answer to a label that is no more measures nothing.
    try db.execute(
      """
      DELETE FROM task WHERE kind = 'repeat'
        AND NOT EXISTS (SELECT 1 FROM item WHERE item.id = task.item)
      """)
  }
}
