package import Domain

/// The items whose row is not what the answers, or the input, say of them.
extension ProjectStore {
  /// Returns the items that differ from their answers of these numbers: with a label that none of them
  /// gives, a rejection or a decision of the lead that is none, or without a row though answered.
  static func strayItems(
    _ db: any SQLConnection, after: Int64, through: Int64, isConsolidated: Bool
  ) throws -> [Item.ID] {
    try itemsOfOtherAnswers(db, after, through, isConsolidated) + lostItems(db, after, through)
  }

  /// Returns the items decided by people whose row names no answer at all.
  static func itemsWithoutAnswer(_ db: any SQLConnection, latest: Int64) throws -> [Item.ID] {
    try db.all(
      """
      SELECT id FROM item WHERE (annotation < 1 OR annotation > ?)
        AND origin IN ('worker', 'adjudicated', 'rejected')
      """, latest
    ) { try $0(0) }
  }

  /// Returns the items whose row is not what one of its answers says.
  ///
  /// The label that consolidation gives (one with a confidence) weighs answers, and may be none of them;
  /// it is computed anew each round. A vote gives no confidence.
  private static func itemsOfOtherAnswers(
    _ db: any SQLConnection, _ after: Int64, _ through: Int64, _ isConsolidated: Bool
  ) throws -> [Item.ID] {
    try db.all(
      """
      SELECT id FROM item i
      WHERE annotation > ? AND annotation <= ? AND origin IN ('worker', 'adjudicated', 'rejected')
        AND (NOT EXISTS (
          SELECT 1 FROM annotation a WHERE a.id = i.annotation AND a.item = i.id AND CASE i.origin
            WHEN 'rejected' THEN a.kind = 'reject'
            WHEN 'adjudicated' THEN a.kind = 'label' AND \(AdjudicationRow.isOne)
            ELSE a.kind = 'label' AND a.purpose <> 'gold' END)
        OR (origin <> 'rejected' AND (confidence IS NULL OR NOT ?) AND NOT EXISTS (
          SELECT 1 FROM annotation a WHERE a.item = i.id AND a.kind = 'label'
            AND \(Transaction.current("a.label")) = \(Transaction.current("i.label"))
            AND a.purpose <> 'gold'
            AND \(Transaction.stands))))
      """, after, through, isConsolidated
    ) { try $0(0) }
  }

  /// The items that an answer alone settles, and that have neither a row nor a task.
  private static func lostItems(
    _ db: any SQLConnection, _ after: Int64, _ through: Int64
  ) throws -> [Item.ID] {
    guard try ProjectRow(db).settings.blindOpinions == 1 else { return [] }
    return try db.all(
      """
      SELECT DISTINCT item FROM annotation a
      WHERE id > ? AND id <= ? AND kind = 'label' AND counted AND purpose IN ('label', 'audit')
        AND \(Transaction.isNotSplit("a.label"))
        AND NOT EXISTS (SELECT 1 FROM item WHERE item.id = a.item)
        AND NOT EXISTS (SELECT 1 FROM task WHERE task.item = a.item)
        AND \(Transaction.stands)
      """, after, through
    ) { try $0(0) }
  }

  /// Returns the items that say of their label that it came with the input, which gives them another or
  /// none, and those that lost a label of the input without anyone's answer.
  ///
  /// Items of a label that was merged or split are left out until they have followed: a command that was
  /// killed leaves that to the next one.
  package func strayInitialLabels(_ initial: (Item.ID) -> InitialLabel?) throws -> [Item.ID] {
    try database.read { db in
      var (found, seen): ([Item.ID], Set<Item.ID>) = ([], [])
      try db.forEachRow(
        of: """
          SELECT item.id, item.label, origin, \(Self.initialOrigins), became IS NOT NULL FROM item
          LEFT JOIN label ON label.number = item.label
          """, with: []
      ) { row in
        let item: Item.ID = try row(0)
        if try row(4) {
          seen.insert(item)
          return
        }
        guard let given = initial(item) else {
          if try row(3) { found.append(item) }
          return
        }
        seen.insert(item)
        guard try row(3) else { return }
        let isHuman = try row(2) as String == ItemOrigin.initial.rawValue
        if given != InitialLabel(index: try row(1), isHuman: isHuman) { found.append(item) }
      }
      for item in 0..<(try ProjectRow(db).total) where initial(item) != nil && !seen.contains(item)
      {
        if try !isAskedAnew(item, db) { found.append(item) }
      }
      return found
    }
  }

  private static let initialOrigins = "origin IN ('initial', 'initialAuto')"

  /// Whether the lead has people asked what an item is, whatever the input says.
  private func isAskedAnew(_ item: Item.ID, _ db: any SQLConnection) throws -> Bool {
    try db.exists(
      "SELECT 1 FROM annotation WHERE item = ? AND \(AdjudicationRow.isOne)", item)
  }
}
