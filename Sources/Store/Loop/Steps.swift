package import Domain
package import Foundation

extension ProjectStore {
  /// Notes that a step of a round began; one that was cut off begins anew.
  ///
  /// A round that is due stays so until it is published. What makes one due meanwhile makes the next one due.
  package func begin(_ step: LoopStep, round: Int, now: Date) throws {
    _ = try database.write { db in
      try db.execute(
        """
        INSERT INTO step (round, name, startedAt) VALUES (?, ?, ?)
        ON CONFLICT (round, name) DO UPDATE SET startedAt = excluded.startedAt, endedAt = NULL
        """, round, step.rawValue, now)
      guard step == .prepareForTraining else { return }
      try db.execute("UPDATE project SET labelsForNextRound = -1 WHERE labelsForNextRound = 0")
    }
  }

  /// Notes that a step's result is kept.
  package func end(_ step: LoopStep, round: Int, result: StepResult, now: Date) throws {
    _ = try database.write { db in
      try db.execute(
        "UPDATE step SET endedAt = ?, detail = ? WHERE round = ? AND name = ?", now,
        StoredJSON.text(result), round,
        step.rawValue)
    }
  }

  /// The characters of a reason that are kept.
  private static let longestReason = 20_000

  /// Notes why a round failed; the round before stays current.
  package func fail(round: Int, reason: String, now: Date) throws {
    let reason = String(reason.prefix(Self.longestReason))
    try write(now) { transaction in
      try transaction.db.execute(
        """
        INSERT INTO failure (round, at, reason) VALUES (?, ?, ?)
        ON CONFLICT (round) DO UPDATE SET at = excluded.at, reason = excluded.reason
        """, round, now, reason)
      try transaction.note(.roundFailed(round: round, reason: reason))
    }
  }
}
