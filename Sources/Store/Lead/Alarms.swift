package import Domain
package import Foundation

extension ProjectStore {
  /// Returns all alarms, oldest first.
  package func alarms() throws -> [AlarmReport] { try read(.distantPast) { try $0.alarms() } }

  /// Keeps that the lead has looked at an alarm; the job can complete, and the next round is due.
  ///
  /// Returns false if there is no such alarm, or it was acknowledged before.
  package func acknowledge(
    alarm id: Int, by person: String, because reason: String, now: Date
  ) throws -> Bool {
    try decide(now) { transaction in
      let changed = try transaction.db.execute(
        """
        UPDATE alarm SET acknowledgedAt = ?, acknowledgedBy = ?, reason = ?
        WHERE id = ? AND acknowledgedAt IS NULL
        """, now, person, reason, id)
      guard changed > 0 else { return false }
      try transaction.db.execute("UPDATE project SET labelsForNextRound = 0")
      try transaction.note(.alarmAcknowledged(id: id, reason: reason), by: person)
      return true
    }
  }
}

extension Transaction {
  /// Rows that cannot be read are left out: the seal of the answers tells whether one is missing.
  func alarms() throws -> [AlarmReport] {
    let rows: [AlarmReport?] = try db.all("SELECT * FROM alarm ORDER BY id") { row in
      guard let alarm: Alarm = try? StoredJSON.value(row("detail"), of: "an alarm") else {
        return nil
      }
      var acknowledgement: AlarmReport.Acknowledgement?
      if let at: Date = try row("acknowledgedAt") {
        acknowledgement = .init(
          by: try row("acknowledgedBy") ?? "", at: at, reason: try row("reason") ?? "")
      }
      return AlarmReport(
        id: try row("id"), alarm: alarm, raisedAt: try row("raisedAt"),
        acknowledgement: acknowledgement)
    }
    return rows.compactMap(\.self)
  }

  /// Adds an alarm, unless one about the same is open.
  func raise(_ alarm: Alarm) throws {
    guard try !alarms().contains(where: { $0.isOpen && $0.alarm.isAbout(alarm) }) else { return }
    try db.execute(
      "INSERT INTO alarm (kind, subject, detail, raisedAt, round) VALUES (?, ?, ?, ?, ?)",
      alarm.kind.rawValue, alarm.worker ?? "", try StoredJSON.text(alarm), now, alarm.round)
    try note(.alarmRaised(alarm))
  }
}
