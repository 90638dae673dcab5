package import Domain
package import Foundation

extension ProjectStore {
  /// Returns the database's copy of the lead's settings, which members of the group could write.
  package func settings() throws -> LeadSettings {
    try database.read { try ProjectRow($0).settings }
  }

  /// Makes the lead's settings what `change` returns, and copies them into the database for the screens,
  /// with an event of what changed; a round that they concern is due.
  ///
  /// `change` reads and writes the lead's own file, not the store. It is called once the database is this command's
  /// alone: of two commands at once the second one finds what the first one wrote, and nothing is
  /// written where the database is not to be had.
  @discardableResult
  package func setSettings(
    by person: String, now: Date, _ change: () throws -> LeadSettings
  ) throws -> LeadSettings {
    try write(now) { transaction in
      let settings = try change()
      let changes = settings.changes(since: transaction.project.settings)
      guard !changes.isEmpty else { return settings }
      try transaction.keep(settings)
      try transaction.note(.settingsChanged(changes), by: person)
      return settings
    }
  }

  /// Copies the lead's settings into the database without an event: at a migration, nothing changed.
  package func adoptSettings(_ settings: LeadSettings, now: Date) throws {
    try write(now) { try $0.keep(settings) }
  }

  /// Puts the lead's settings back where the database says otherwise; true if it did.
  ///
  /// `settings` is what the lead's own file says.
  package func restoreSettings(_ settings: LeadSettings, now: Date) throws -> Bool {
    guard try self.settings() != settings else { return false }
    return try write(now) { transaction in
      let changes = settings.changes(since: transaction.project.settings)
      try transaction.keep(settings)
      try transaction.note(.settingsRestored(changes))
      return true
    }
  }
}

extension ProjectStore {
  /// Puts the lead's settings in the place of a text that no command can read; false if it can be read.
  package func replaceUnreadableSettings(_ settings: () throws -> LeadSettings) throws -> Bool {
    let isReadable = try database.read { db in
      let text: String? = try db.value("SELECT settings FROM project")
      let settings: LeadSettings? = try? text.map { try StoredJSON.value($0, of: "settings") }
      return settings?.isInRange == true
    }
    guard !isReadable else { return false }
    let text = try StoredJSON.text(settings())
    _ = try database.write { try $0.execute("UPDATE project SET settings = ?", text) }
    return true
  }
}

extension Transaction {
  fileprivate func keep(_ settings: LeadSettings) throws {
    let isOtherTarget = settings.target != project.settings.target
    try db.execute("UPDATE project SET settings = ?", StoredJSON.text(settings))
    // Auto-labels of another target are decided anew.
    if isOtherTarget { try db.execute("UPDATE project SET labelsForNextRound = 0") }
  }
}
