package import Domain
package import Foundation

extension ProjectStore {
  /// Keeps a worker's note on an item for the lead; notes are only ever added.
  ///
  /// It changes no label, task or count. Throws `StoreError.noSuchItem`.
  package func addNote(
    _ text: String, to item: Item.ID, by session: WorkerSession, now: Date
  ) throws {
    try write(now) { transaction in
      guard 0..<transaction.project.total ~= item else { throw StoreError.noSuchItem(item) }
      try transaction.db.execute(
        "INSERT INTO note (item, worker, at, text) VALUES (?, ?, ?, ?)", item, session.worker, now,
        String(text.prefix(ItemNote.longest)))
    }
  }
}

extension Transaction {
  /// Returns the notes on an item, oldest first.
  func notes(on item: Item.ID) throws -> [ItemNote] {
    try db.all("SELECT worker, at, text FROM note WHERE item = ? ORDER BY id", item) {
      ItemNote(worker: try $0(0), at: try $0(1), text: try $0(2))
    }
  }
}
