import Glibc
import Store
import Synchronization

/// A database and its write-ahead log, as they were when it was opened and after each commit.
///
/// A file that was removed or replaced goes on being written by whoever has it open: what is saved
/// then is not in the project that the next command opens. Files are compared by device and inode,
/// by stat(2) alone: opening and closing the database again would drop SQLite's locks on it
/// (fcntl(2), POSIX). Of the log, on which it has none, the frames are compared, too.
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
  /// The log's frames after the latest commit of this process; nil before the first.
  private let frames = Mutex<WriteAheadLog?>(nil)

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

  /// Throws if the log is no longer what commits have made of it; returns its frames.
  ///
  /// The log is never copied into the database before this was found to be so.
  func checkLog(isAll: Bool = false) throws(StoreError) -> Int {
    let (known, now) = frames.withLock { known in
      let now = WriteAheadLog(path: logPath, after: isAll ? nil : known)
      defer { if let now, known.map(now.follows) != false { known = now } }
      return (known, now)
    }
    // Nothing has been committed yet, perhaps by nobody.
    guard now != nil || known != nil else { return 0 }
    guard let now, known.map(now.follows) != false else {
      throw Self.fault("lost a part of its file project.sqlite-wal")
    }
    return now.frames
  }

  private static func fault(_ what: String) -> StoreError {
    .unavailable(
      "it \(what) since this command opened it, so nothing that is saved now would be found again; "
        + "put it back, or end this command and start it anew")
  }
}
