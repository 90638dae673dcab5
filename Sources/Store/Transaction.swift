import Domain
import Foundation

/// One transaction on a project: its connection, the project's own row as it was at the start, and
/// the time.
struct Transaction {
  let db: any SQLConnection
  let project: ProjectRow
  let assets: any ProjectAssets
  let liveness: any Liveness
  let now: Date

  init(
    _ db: any SQLConnection, assets: any ProjectAssets, liveness: any Liveness, now: Date
  ) throws {
    self.db = db
    self.assets = assets
    self.liveness = liveness
    self.now = now
    project = try ProjectRow(db)
  }

  /// Adds an event.
  func note(_ event: JobEvent, by person: String? = nil) throws {
    try Self.note(event, by: person, db, now: now)
  }

  static func note(
    _ event: JobEvent, by person: String? = nil, _ db: any SQLConnection, now: Date
  ) throws {
    let json = try event.json()
    try db.execute(
      "INSERT INTO event (at, kind, who, detail) VALUES (?, ?, ?, ?)", now,
      JobEvent.kind(ofJSON: json), person, json)
  }
}
