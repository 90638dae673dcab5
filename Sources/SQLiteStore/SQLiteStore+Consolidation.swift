package import Domain
import GRDB

extension SQLiteStore {
  /// Returns all answers that count and stand, and what they made of their items.
  package func annotations() throws -> AnnotationSnapshot {
    try writer.read { db in
      AnnotationSnapshot(annotations: try Self.standing(db), labels: try Self.settled(db))
    }
  }

  /// Puts other labels or confidences in the place of what items have.
  @discardableResult
  package func consolidate(_ labels: [ConsolidatedLabel]) throws -> Int {
    guard !labels.isEmpty else { return 0 }
    return try writer.write { db in
      try labels.count { try Self.consolidate(db, $0) }
    }
  }
}

extension SQLiteStore {
  private static func standing(_ db: Database) throws -> [AnnotationSnapshot.Annotation] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT item, worker, label FROM annotation a WHERE kind = 'label' AND counted
          AND NOT EXISTS (SELECT 1 FROM annotation WHERE undoes = a.id) ORDER BY id
        """)
    var found: [AnnotationSnapshot.Annotation] = []
    while let row = try rows.next() {
      found.append(.init(item: row[0], worker: row[1], label: row[2]))
    }
    return found
  }

  private static func settled(_ db: Database) throws -> [ConsolidatedLabel] {
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, label, coalesce(confidence, agreement), annotation FROM item
        WHERE origin = 'worker' ORDER BY id
        """)
    var found: [ConsolidatedLabel] = []
    while let row = try rows.next() {
      found.append(
        ConsolidatedLabel(item: row[0], label: row[1], confidence: row[2], annotation: row[3]))
    }
    return found
  }

  /// Gives an item its label; true if it had another one.
  private static func consolidate(_ db: Database, _ label: ConsolidatedLabel) throws -> Bool {
    let old = try Row.fetchOne(
      db,
      sql: """
        SELECT item.label, auditPredicted FROM item JOIN annotation a ON a.id = item.annotation
        WHERE item.id = ? AND origin = 'worker' AND item.annotation = ?
        """, arguments: [label.item, label.annotation])
    guard let old else { return false }
    try db.execute(
      sql: "UPDATE item SET label = ?, confidence = ? WHERE id = ?",
      arguments: [label.label, label.confidence, label.item])
    let before: Int = old["label"]
    guard before != label.label else { return false }
    try adjustHuman(db, label: before, by: -1)
    try adjustHuman(db, label: label.label, by: 1)
    if let predicted: Int = old["auditPredicted"] {
      try adjustAudit(db, correct: predicted == before, by: -1)
      try adjustAudit(db, correct: predicted == label.label, by: 1)
    }
    return true
  }
}
