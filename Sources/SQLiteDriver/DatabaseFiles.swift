import Glibc
import Store
import Synchronization

/// A database and its write-ahead log, by device and inode, as they were when it was opened.
///
/// A file that was removed or replaced goes on being written by whoever has it open: what is saved
/// then is not in the project that the next command opens. Files are compared by stat(2) alone:
/// opening and closing one of them again would drop SQLite's locks on it (fcntl(2), POSIX).
final class DatabaseFiles: Sendable {
  private struct Identity: Equatable {
    let device: dev_t
    let inode: ino_t

    /// The identity of what is at a path; nil where nothing is.
    init?(path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      (device, inode) = (status.st_dev, status.st_ino)
    }
  }

  private let path: String
  private let database: Identity?
  /// Nil until the log was seen.
  private let log = Mutex<Identity?>(nil)

  private var logPath: String { "\(path)-wal" }

  /// Notes the files of an open database.
  init(path: String) {
    self.path = path
    database = Identity(path: path)
    log.withLock { $0 = Identity(path: logPath) }
  }

  /// Throws if a file is no longer the one that was opened.
  func check() throws(StoreError) {
    guard let now = Identity(path: path) else {
      throw Self.fault(
        errno == EACCES
          ? "can no longer be reached: its folder is closed to you"
          : "is not at its place any more")
    }
    guard now == database else { throw Self.fault("was replaced by another file") }
    let found = Identity(path: logPath)
    let known = log.withLock { known in
      if known == nil { known = found }
      return known
    }
    if found != known { throw Self.fault("lost its file project.sqlite-wal") }
  }

  private static func fault(_ what: String) -> StoreError {
    .unavailable(
      "it \(what) since this command opened it, so nothing that is saved now would be found again; "
        + "put it back, or end this command and start it anew")
  }
}
