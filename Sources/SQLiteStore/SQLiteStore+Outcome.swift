package import Domain
import Foundation
import GRDB

extension SQLiteStore {
  /// Who labeled what, in one read.
  package func outcome() throws -> ProjectOutcome {
    try writer.read { db in
      let project = try Self.projectRow(db)
      let rounds = try Row.fetchAll(db, sql: "SELECT number, publishedAt FROM round")
      return ProjectOutcome(
        currentRound: project["currentRound"], status: Self.status(project),
        decisions: try Self.decisions(db),
        publishedAt: Dictionary(
          uniqueKeysWithValues: rows(rounds).map { ($0.0, Date(timeIntervalSince1970: $0.1)) }))
    }
  }

  private func rows(_ rounds: [Row]) -> [(Int, Double)] {
    rounds.map { ($0["number"], $0["publishedAt"]) }
  }

  private static func decisions(_ db: Database) throws -> [Item.ID: ProjectOutcome.Decision] {
    var decisions: [Item.ID: ProjectOutcome.Decision] = [:]
    let rows = try Row.fetchCursor(
      db,
      sql: """
        SELECT id, origin, label, coalesce(confidence, agreement) AS confidence, reason, settledAt
        FROM item
        """)
    while let row = try rows.next() { decisions[row["id"]] = decision(row) }
    return decisions
  }

  private static func decision(_ row: Row) -> ProjectOutcome.Decision {
    switch row["origin"] as String {
    case "failed":
      .failed(
        reason: row["reason"] ?? "", at: Date(timeIntervalSince1970: row["settledAt"]))
    case "worker":
      .labeled(
        label: row["label"], at: Date(timeIntervalSince1970: row["settledAt"]),
        confidence: row["confidence"])
    default: .given
    }
  }
}
