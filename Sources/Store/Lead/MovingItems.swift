import Domain
import Foundation

extension ProjectStore {
  /// The items that one transaction moves, some 15 ms of work.
  private static let most = 500
  /// The time between two of them, in seconds, in which a screen that waits gets its turn.
  static let pause = 0.03

  /// Moves the items of labels that were merged or split, until none has such a label.
  func moveItems(by person: String?, now: Date) throws {
    var digest: UInt64?
    while let label = try read(now, { try $0.labelToEmpty() }) {
      try write(now) { transaction in
        let last = try transaction.latestAnnotation()
        let aside = try transaction.moveItems(of: label, atMost: Self.most, by: person)
        let asked = try Self.adjudicationDigest(transaction.db, after: last)
        try record(aside &+ asked, in: transaction, &digest)
      }
      Thread.sleep(forTimeInterval: Self.pause)
    }
  }
}

/// A label that is out of use and has items still.
struct LabelToEmpty {
  let number: Int
  let name: String
  /// The label that gets its items; nil if they are asked again.
  let target: Int?
}

extension Transaction {
  func labelToEmpty() throws -> LabelToEmpty? {
    try db.first(
      """
      SELECT number, name, became FROM label
      WHERE became IS NOT NULL AND (human > 0 OR initialAuto > 0) ORDER BY number LIMIT 1
      """
    ) {
      let became: Int = try $0(2)
      return LabelToEmpty(number: try $0(0), name: try $0(1), target: became >= 0 ? became : nil)
    }
  }

  /// Moves the last items of a label; returns the sum of the hashes of the answers set aside.
  fileprivate func moveItems(
    of label: LabelToEmpty, atMost most: Int, by person: String?
  ) throws -> UInt64 {
    let rows = try db.all(
      "SELECT id, origin = 'initialAuto' FROM item WHERE label = ? ORDER BY id DESC LIMIT ?",
      label.number, most
    ) { (id: try $0(0) as Item.ID, isAuto: try $0(1) as Bool) }
    let first = rows.count < most ? 0 : rows.last?.id ?? 0
    var moved = MovedItems(auto: rows.count(where: \.isAuto), count: rows.count)
    // Counts that had no items go with the last ones.
    if rows.count < most { moved = try remaining(of: label.number) }
    var sum: UInt64 = 0
    if let target = label.target {
      try db.execute(
        "UPDATE item SET label = ? WHERE label = ? AND id >= ?", target, label.number, first)
      try add(moved, to: target)
    } else {
      sum = try askAgain(label, from: first, isLast: rows.count < most, by: person)
      try db.execute(
        "UPDATE project SET human = human - ?, auto = auto - ?", moved.people, moved.auto)
    }
    try add(MovedItems(auto: -moved.auto, count: -moved.count), to: label.number)
    if rows.count < most { try makeRoundDue(labels().count) }
    return sum
  }

  private func remaining(of label: Int) throws -> MovedItems {
    try db.first("SELECT initialAuto, human + initialAuto FROM label WHERE number = ?", label) {
      MovedItems(auto: try $0(0), count: try $0(1))
    } ?? MovedItems(auto: 0, count: 0)
  }

  private func add(_ items: MovedItems, to label: Int) throws {
    try db.execute(
      """
      UPDATE label SET human = human + ?1, auto = auto + ?2, initialAuto = initialAuto + ?2
      WHERE number = ?3
      """, items.people, items.auto, label)
  }
}

/// Items with a label: in all, and of those the ones whose label came from an earlier model.
private struct MovedItems {
  let auto: Int
  let count: Int

  var people: Int { count - auto }
}
