import GRDB
import Store
import Synchronization

/// The end of a process's connections to a project's database.
///
/// The last connection of all copies the log into the database when it is closed. One whose log has a
/// gap is never closed, so that the database stays as it was at the last checkpoint; its locks end
/// with the process.
final class DatabaseClosing: Sendable {
  /// The connections that this process never closes.
  private static let kept = Mutex<[any DatabaseReader]>([])

  private let pool: DatabasePool
  private let watcher: DatabaseQueue
  private let files: DatabaseFiles

  init(_ pool: DatabasePool, _ watcher: DatabaseQueue, _ files: DatabaseFiles) {
    (self.pool, self.watcher, self.files) = (pool, watcher, files)
  }

  /// Closes the connections; throws, and leaves them open, if the log has a gap.
  func close() throws {
    _ = try files.checkLog(isAll: true)
    try watcher.close()
    try pool.close()
  }

  deinit {
    do throws(StoreError) {
      _ = try files.checkLog(isAll: true)
    } catch {
      let connections: [any DatabaseReader] = [pool, watcher]
      Self.kept.withLock { $0 += connections }
    }
  }
}
