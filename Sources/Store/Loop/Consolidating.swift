package import Domain
package import Foundation

extension ProjectStore {
  /// Returns all annotations that count and stand, and what they made of their items, as of one
  /// instant.
  package func annotations() throws -> AnnotationSnapshot {
    try database.read { db in
      AnnotationSnapshot(
        annotations: try db.all(
          """
          SELECT item, worker, \(Transaction.current("a.label")) FROM annotation a WHERE kind = 'label' AND counted
            AND purpose <> 'repeat' AND \(Transaction.stands) ORDER BY id
          """
        ) { .init(item: try $0(0), worker: try $0(1), label: try $0(2)) },
        labels: try db.all(
          """
          SELECT id, label, coalesce(confidence, agreement), annotation FROM item
          WHERE origin = 'worker' ORDER BY id
          """
        ) {
          ConsolidatedLabel(
            item: try $0(0), label: try $0(1), confidence: try $0(2), annotation: try $0(3))
        })
    }
  }

  /// Puts other labels or confidences in the place of what items have, in one transaction, and
  /// returns how many labels changed.
  ///
  /// Every count that a label is in moves with it. Items that were annotated or undone since are
  /// left as they are.
  @discardableResult
  package func consolidate(_ labels: [ConsolidatedLabel], now: Date) throws -> Int {
    guard !labels.isEmpty else { return 0 }
    return try write(now) { transaction in
      let changed = try labels.count { try transaction.consolidate($0) }
      if changed > 0 { try transaction.note(.labelsConsolidated(changed: changed)) }
      return changed
    }
  }
}

extension ProjectStore {
  /// Returns the first annotations of items after one annotation and up to another that stand.
  package func annotations(
    after first: Int64, through last: Int64
  ) throws -> [AnnotationSnapshot.Annotation] {
    try database.read { db in
      try db.all(
        """
        SELECT item, worker, \(Transaction.current("a.label")) FROM annotation a WHERE id > ? AND id <= ?
          AND kind = 'label' AND counted AND purpose <> 'repeat' AND stack IS NULL
          AND \(Transaction.stands) ORDER BY id
        """, first, last
      ) { .init(item: try $0(0), worker: try $0(1), label: try $0(2)) }
    }
  }
}

extension Transaction {
  /// Gives an item its label; true if it had another one.
  fileprivate func consolidate(_ label: ConsolidatedLabel) throws -> Bool {
    let old: Int? = try db.value(
      "SELECT label FROM item WHERE id = ? AND origin = 'worker' AND annotation = ?", label.item,
      label.annotation)
    guard let old else { return false }
    try db.execute(
      "UPDATE item SET label = ?, confidence = ? WHERE id = ?", label.label, label.confidence,
      label.item)
    guard old != label.label else { return false }
    try adjustHuman(label: old, by: -1)
    try adjustHuman(label: label.label, by: 1)
    return true
  }
}
