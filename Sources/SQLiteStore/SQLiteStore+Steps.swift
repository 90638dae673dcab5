package import Domain
package import Foundation
import GRDB

extension SQLiteStore {
  /// Notes that a step of a round began; one that was cut off begins anew.
  package func begin(_ step: LoopStep, round: Int, now: Date) throws {
    try writer.write { db in
      try db.execute(
        sql: """
          INSERT INTO step (round, name, startedAt) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET startedAt = excluded.startedAt, endedAt = NULL
          """, arguments: [round, step.rawValue, now.timeIntervalSince1970])
    }
  }

  /// Notes that a step's result is kept.
  package func end(_ step: LoopStep, round: Int, detail: String, now: Date) throws {
    try writer.write { db in
      try db.execute(
        sql: "UPDATE step SET endedAt = ?, detail = ? WHERE round = ? AND name = ?",
        arguments: [now.timeIntervalSince1970, detail, round, step.rawValue])
    }
  }

  /// Notes why a round failed.
  package func fail(round: Int, reason: String, now: Date) throws {
    try writer.write { db in
      try db.execute(
        sql: """
          INSERT INTO failure (round, at, reason) VALUES (?, ?, ?)
          ON CONFLICT DO UPDATE SET at = excluded.at, reason = excluded.reason
          """, arguments: [round, now.timeIntervalSince1970, reason])
      try Self.note("Round \(round) failed: \(reason)", db, now: now)
    }
  }
}
