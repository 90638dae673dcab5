package import Domain
import Foundation

extension ProjectStore {
  /// Returns the events after a number, the latest first, `limit` at most.
  package func events(after number: Int = 0, limit: Int = .max) throws -> [EventReport] {
    try read(.distantPast) { try $0.events(after: number, limit: limit) }
  }

  /// Returns the number of the latest event; 0 before the first.
  package func latestEvent() throws -> Int {
    try database.read { try $0.value("SELECT coalesce(max(id), 0) FROM event") ?? 0 }
  }
}

extension Transaction {
  func events(after number: Int, limit: Int) throws -> [EventReport] {
    try db.all(
      "SELECT id, at, who, detail FROM event WHERE id > ? ORDER BY id DESC LIMIT ?", number, limit
    ) {
      EventReport(
        id: try $0(0), at: try $0(1), by: try $0(2), event: JobEvent(json: try $0(3)))
    }
  }
}
