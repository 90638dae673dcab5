package import Domain
import Foundation

extension ProjectStore {
  /// Returns who labeled what, in one read.
  package func outcome() throws -> ProjectOutcome {
    try read(.distantPast) { transaction in
      let published = try transaction.db.all("SELECT number, publishedAt FROM round") {
        (try $0(0) as Int, try $0(1) as Date)
      }
      var outcome = ProjectOutcome(
        currentRound: transaction.project.currentRound, status: transaction.project.status,
        decisions: try transaction.decisions(),
        publishedAt: Dictionary(uniqueKeysWithValues: published))
      outcome.promise = try transaction.promise()
      return outcome
    }
  }
}

extension Transaction {
  fileprivate func decisions() throws -> [Item.ID: ProjectOutcome.Decision] {
    var decisions: [Item.ID: ProjectOutcome.Decision] = [:]
    let sql = """
      SELECT id, origin, label,
        CASE WHEN (
          SELECT count(*) FROM annotation a WHERE a.item = item.id AND kind = 'label' AND counted
            AND purpose <> 'repeat' AND \(Self.stands)) > 1 THEN coalesce(confidence, agreement)
        END, item.reason, item.words, settledAt
      FROM item
      """
    try db.forEachRow(of: sql, with: []) { decisions[try $0(0)] = try Self.decision($0) }
    return decisions
  }

  private static func decision(_ row: SQLRow) throws -> ProjectOutcome.Decision {
    switch ItemOrigin(rawValue: try row(1)) {
    case .rejected:
      .rejected(
        reason: RejectReason(code: try row(4) ?? "other", words: try row(5)), at: try row(6))
    case .worker: .labeled(label: try row(2), at: try row(6), confidence: try row(3))
    case .initial, .initialAuto: .initial
    case nil: throw StoreError.damaged("an item has an origin that this version does not know")
    }
  }
}
