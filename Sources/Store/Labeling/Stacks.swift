import Domain
import Foundation

extension ProjectStore {
  /// Returns tasks with the near-duplicates that may take the same annotation, in one read.
  func leasedTasks(_ held: [HeldTask]) throws -> [LeasedTask] {
    guard !held.isEmpty else { return [] }
    // Without the file of the stacks every item stands alone: nobody waits for it.
    let near = held.map { (try? assets.stack(of: $0.item)) ?? [] }
    let free =
      near.allSatisfy(\.isEmpty)
      ? near
      : try read(.distantPast) { transaction in
        try zip(held, near).map { try transaction.freeItems($1, beside: $0.item) }
      }
    return try zip(held, free).map { held, near in
      LeasedTask(
        item: try assets.item(at: held.item), leaseEndsAt: held.endsAt,
        previousLabel: held.previousLabel, nearDuplicates: try near.map { try assets.item(at: $0) })
    }
  }
}

extension Transaction {
  /// Returns those of an item's stack that have no label and that nobody holds.
  ///
  /// None of them where one annotation is not enough, or where the item itself is an audit: an
  /// audit says how often the model is right only if it was drawn by chance. For the same reason
  /// an audit is in no other item's stack.
  func freeItems(_ stack: [Item.ID], beside item: Item.ID) throws -> [Item.ID] {
    guard !stack.isEmpty, project.workersPerItem == 1 else { return [] }
    guard
      try !db.exists(
        "SELECT 1 FROM task WHERE item = ? AND kind IN ('audit', 'repeat', 'gold')", item)
    else {
      return []
    }
    return try stack.filter { other in
      guard try isFree(other) else { return false }
      let round = project.currentRound
      return round == 0 || (try? autoLabel(of: other, round: round)) ?? nil == nil
    }
  }

  private func isFree(_ item: Item.ID) throws -> Bool {
    guard item < project.total else { return false }
    return try !db.exists(
      """
      SELECT 1 FROM item WHERE id = ?1
      UNION ALL SELECT 1 FROM lease WHERE item = ?1
      UNION ALL SELECT 1 FROM task WHERE item = ?1 AND kind = 'audit'
      """, item)
  }

  /// Writes an annotation for other items of its stack, too; `head` is its own number.
  func annotateStack(
    _ items: [Item.ID], _ annotation: Annotation, head: Int64, by session: WorkerSession
  ) throws {
    for item in items {
      let rank: Int? = try db.value("SELECT rank FROM task WHERE item = ?", item)
      let number = try insert(
        NewAnnotation(
          item: item, kind: .label, label: annotation.label, stack: head, taskRank: rank,
          acceptedAt: annotation.acceptedAt, counted: true), by: session)
      try deletePutOff(item, session.worker)
      try settle(item, label: annotation.label, agreement: 1, number)
    }
  }

  /// Puts the tasks that items of a stack had back where they were in the queue.
  ///
  /// After another round they would stand in a queue that chose without them.
  func requeueStack(head: Int64) throws {
    try db.execute(
      """
      INSERT INTO task (item, rank, kind, round, queuedAt)
      SELECT item, taskRank, 'choice', round, ? FROM annotation
      WHERE stack = ? AND taskRank IS NOT NULL AND round = ?
      ON CONFLICT DO NOTHING
      """, now, head, project.currentRound)
  }

  /// Returns the items whose label was copied from another of their stack, with that one.
  func copiedLabels() throws -> [CopiedLabel] {
    try db.all(
      """
      SELECT item.id, head.item FROM annotation a
      JOIN item ON item.annotation = a.id JOIN annotation head ON head.id = a.stack
      WHERE a.stack IS NOT NULL ORDER BY item.id
      """
    ) { CopiedLabel(item: try $0(0), head: try $0(1)) }
  }
}
