import Domain
import Foundation
import GRDB

extension SQLiteStore {
  /// Returns tasks with the items that may take the same answer, in one read.
  func leasedTasks(_ held: [HeldTask]) throws -> [LeasedTask] {
    // Without the file of the stacks every item stands alone: nobody waits for it.
    let near = held.map { (try? stacks.alike(to: $0.item)) ?? [] }
    let free = try writer.read { db in
      try zip(held, near).map { try freeItems(db, $1, beside: $0.item) }
    }
    return try zip(held, free).map { held, alike in
      LeasedTask(
        item: try items.item(at: held.item),
        leaseEndsAt: Date(timeIntervalSince1970: held.endsAt), previousLabel: held.previousLabel,
        alike: try alike.map { try items.item(at: $0) })
    }
  }

  /// Of an item's stack those that have no label and that nobody holds.
  ///
  /// None of them where one answer is not enough, or where the item itself is an audit: an audit
  /// says how often the model is right only if it was drawn by chance. For the same reason an
  /// audit is in no other item's stack.
  func freeItems(
    _ db: Database, _ stack: [Item.ID], beside item: Item.ID
  ) throws -> [Item.ID] {
    guard !stack.isEmpty else { return [] }
    let mayStack = try Bool.fetchOne(
      db,
      sql: """
        SELECT workersPerItem = 1
          AND NOT EXISTS (SELECT 1 FROM task WHERE item = ? AND kind = 'audit') FROM project
        """, arguments: [item])
    guard mayStack == true else { return [] }
    let round = try Int.fetchOne(db, sql: "SELECT currentRound FROM project") ?? 0
    return try stack.filter { other in
      guard try Self.isFree(db, other) else { return false }
      return round == 0 || (try? autoLabels.autoLabel(of: other, round: round)) ?? nil == nil
    }
  }

  private static func isFree(_ db: Database, _ item: Item.ID) throws -> Bool {
    try Bool.fetchOne(
      db,
      sql: """
        SELECT NOT EXISTS (SELECT 1 FROM item WHERE id = :item)
          AND NOT EXISTS (SELECT 1 FROM lease WHERE item = :item)
          AND NOT EXISTS (SELECT 1 FROM task WHERE item = :item AND kind = 'audit')
          AND :item < (SELECT total FROM project)
        """, arguments: ["item": item]) ?? false
  }

  /// Writes an answer for other items of its stack, too; `head` is the answer itself.
  func recordStack(
    _ db: Database, _ items: [Item.ID], _ answer: Annotation, head: Int64,
    by session: WorkerSession,
    now: Date
  ) throws {
    for item in items {
      let rank = try Int.fetchOne(
        db, sql: "SELECT rank FROM task WHERE item = ?", arguments: [item])
      let annotation = try Self.insert(
        db,
        AnnotationRow(
          item: item, kind: "label", label: answer.label, stack: head, taskRank: rank,
          acceptedAt: answer.acceptedAt, counted: true), by: session, now: now)
      try Self.deletePutOff(db, item: item, session.worker)
      try settle(db, item: item, label: answer.label, agreement: 1, annotation, now: now)
    }
  }

  /// Puts the tasks that items of a stack had back where they were in the queue.
  ///
  /// After another round they would stand in a queue that chose without them.
  static func requeueStack(_ db: Database, head: Int64, now: Date) throws {
    try db.execute(
      sql: """
        INSERT INTO task (item, rank, kind, round, queuedAt)
        SELECT item, taskRank, 'choice', round, ? FROM annotation
        WHERE stack = ? AND taskRank IS NOT NULL AND round = (SELECT currentRound FROM project)
        ON CONFLICT DO NOTHING
        """, arguments: [now.timeIntervalSince1970, head])
  }

  /// The items whose label was given to another one's stack, and those others.
  static func alike(_ db: Database) throws -> [LabelSnapshot.Alike] {
    try Row.fetchAll(
      db,
      sql: """
        SELECT item.id, head.item FROM annotation a
        JOIN item ON item.annotation = a.id JOIN annotation head ON head.id = a.stack
        WHERE a.stack IS NOT NULL ORDER BY item.id
        """
    ).map { LabelSnapshot.Alike(item: $0[0], head: $0[1]) }
  }
}
