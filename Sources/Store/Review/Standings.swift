package import Domain
import Foundation

extension ProjectStore {
  /// Returns what items are now, with people's opinions; `nil` stands for items that no store has.
  ///
  /// Items without a decision are unlabeled or auto-labeled: the round's file knows.
  package func standings(
    of items: [Item.ID]
  ) throws -> [(standing: ItemStanding, opinions: [ReviewRow.Opinion])] {
    try read(.distantPast) { transaction in
      try items.map { (try transaction.standing(of: $0), try transaction.opinions(about: $0)) }
    }
  }

  /// Returns those of some items about which people or the input have decided.
  package func decided(among items: [Item.ID]) throws -> Set<Item.ID> {
    try database.read { db in
      Set(
        try items.filter {
          try db.exists(
            """
            SELECT 1 FROM item WHERE id = ?1
            UNION ALL SELECT 1 FROM task WHERE item = ?1 AND kind = 'reopened'
            """, $0)
        })
    }
  }

  /// Returns the number of the current round.
  package func currentRound() throws -> Int {
    try database.read { try ProjectRow($0).currentRound }
  }
}

extension Transaction {
  fileprivate func standing(of item: Item.ID) throws -> ItemStanding {
    let decided = try db.first(
      "SELECT origin, label, confidence, reason, words FROM item WHERE id = ?", item
    ) { row in
      var standing = ItemStanding(
        Self.origin(ItemOrigin(rawValue: try row(0))), label: try row(1))
      standing.confidence = try row(2)
      if let code: String = try row(3) {
        standing.reason = RejectReason(code: code, words: try row(4))
      }
      return standing
    }
    if let decided { return decided }
    if try isReopened(item) { return ItemStanding(.reopened) }
    guard let label = try? autoLabel(of: item, round: project.currentRound) else {
      return ItemStanding(.unlabeled)
    }
    return ItemStanding(.auto, label: label)
  }

  private static func origin(_ origin: ItemOrigin?) -> ItemStanding.Origin {
    switch origin {
    case .worker: .people
    case .adjudicated: .lead
    case .initial: .initial
    case .initialAuto: .initialAuto
    case .rejected: .rejected
    case nil: .unlabeled
    }
  }

  fileprivate func opinions(about item: Item.ID) throws -> [ReviewRow.Opinion] {
    try db.all(
      """
      SELECT worker, \(Self.current("a.label")) FROM annotation a
      WHERE item = ? AND kind = 'label' AND counted AND \(Self.stands) ORDER BY id
      """, item
    ) { ReviewRow.Opinion(worker: try $0(0), label: try $0(1)) }
  }
}
