package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// Keeps how the challenger did in a round; a round that is run again replaces what it said.
  package func note(_ challenge: ChallengeReport, now: Date) throws {
    try writer.write { db in
      try db.execute(
        sql: """
          INSERT OR REPLACE INTO challenge (round, champion, challenger, compared, championRight,
            challengerRight, championAuto, challengerAuto, estimatedAccuracy, lowerBound, seconds,
            failure)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
          """,
        arguments: [
          challenge.round, challenge.champion, challenge.challenger, challenge.compared,
          challenge.championRight, challenge.challengerRight, challenge.championAuto,
          challenge.challengerAuto, challenge.estimatedAccuracy, challenge.lowerBound,
          challenge.seconds, challenge.failure,
        ])
      try Self.note(Self.words(challenge), db, now: now)
    }
  }

  /// Makes the other model the champion from the next round on, which becomes due.
  package func switchChampion(to role: ModelRole, because reason: String, now: Date) throws {
    try writer.write { db in
      try db.execute(
        sql: "UPDATE project SET champion = ?, dueAt = 0", arguments: [role.rawValue])
      try Self.note(reason, db, now: now)
    }
  }

  static func challenge(_ db: Database) throws -> ChallengeReport? {
    guard
      let row = try Row.fetchOne(db, sql: "SELECT * FROM challenge ORDER BY round DESC LIMIT 1")
    else { return nil }
    var challenge = ChallengeReport(
      round: row["round"], champion: row["champion"], challenger: row["challenger"])
    challenge.compared = row["compared"]
    challenge.championRight = row["championRight"]
    challenge.challengerRight = row["challengerRight"]
    challenge.championAuto = row["championAuto"]
    challenge.challengerAuto = row["challengerAuto"]
    challenge.estimatedAccuracy = row["estimatedAccuracy"]
    challenge.lowerBound = row["lowerBound"]
    challenge.seconds = row["seconds"]
    challenge.failure = row["failure"]
    return challenge
  }

  private static func words(_ challenge: ChallengeReport) -> String {
    if let failure = challenge.failure {
      return "The challenger \(challenge.challenger) failed in round \(challenge.round): \(failure)"
    }
    return "The challenger \(challenge.challenger) would label \(challenge.challengerAuto) items, "
      + "\(challenge.champion) \(challenge.championAuto)."
  }
}
