import Foundation
import GRDB
import Glibc
import Store

/// The way to read a database that this process may not write.
///
/// SQLite reads a write-ahead log through its index, project.sqlite-shm. Where that is not there and
/// cannot be made, it refuses to open the database (sqlite.org/wal.html, “Read-Only Databases”).
enum ReadOnlyFile {
  /// As usual: the folder can be written, or a writer, on another mount or of another user, has
  /// left or holds an index that can be read.
  case shared
  /// Nothing is in a log, and nobody writes.
  case unchanging(UnchangedFile)
  /// A log without an index: both files are read from copies, which get one.
  case copied

  init(path: String, canWriteFolder: Bool) {
    guard access(path, R_OK) == 0, !canWriteFolder, access("\(path)-shm", R_OK) != 0 else {
      self = .shared
      return
    }
    let log = UnchangedFile.size("\(path)-wal")
    self = log > 0 ? .copied : .unchanging(UnchangedFile(path: path))
  }

  /// Opens the database to read it.
  func open(_ path: String, _ configuration: Configuration) throws -> DatabaseQueue {
    var readOnly = configuration
    readOnly.readonly = true
    switch self {
    case .shared: return try DatabaseQueue(path: path, configuration: readOnly)
    case .unchanging:
      // A URI filename, so that SQLite needs neither locks nor an index.
      let address = URL(filePath: path).absoluteString + "?immutable=1"
      return try DatabaseQueue(path: address, configuration: readOnly)
    case .copied: return try Self.openCopy(of: path, configuration)
    }
  }

  /// Opens copies of database and log, whose names are gone before the function returns.
  private static func openCopy(
    of path: String, _ configuration: Configuration
  ) throws -> DatabaseQueue {
    let files = FileManager.default
    let folder = files.temporaryDirectory.appending(path: "winnow-\(UUID().uuidString)").path
    try files.createDirectory(
      atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    defer { try? files.removeItem(atPath: folder) }
    for end in ["", "-wal"] {
      try files.copyItem(atPath: path + end, toPath: "\(folder)/copy\(end)")
    }
    chmod("\(folder)/copy", 0o600)
    chmod("\(folder)/copy-wal", 0o600)
    let queue = try DatabaseQueue(path: "\(folder)/copy", configuration: configuration)
    try queue.read { _ = try Int.fetchOne($0, sql: "SELECT count(*) FROM sqlite_master") }
    return queue
  }
}

/// A database file that is read without locks, as it was when it was opened.
struct UnchangedFile: Equatable {
  private let path: String
  private let size: Int
  private let changed: Int

  init(path: String) {
    self.path = path
    var status = stat()
    let isThere = stat(path, &status) == 0
    size = isThere ? Int(status.st_size) : -1
    changed = isThere ? Int(status.st_mtim.tv_sec) * 1_000_000_000 + status.st_mtim.tv_nsec : 0
  }

  /// Throws if somebody has begun to write: what was read without locks may be of two states.
  func check() throws(StoreError) {
    guard UnchangedFile(path: path) == self, Self.size("\(path)-wal") <= 0 else {
      throw .unavailable(
        "somebody began to write to it while it was read; start this command again")
    }
  }

  /// Returns the size of a file in bytes; −1 if it is not there.
  static func size(_ path: String) -> Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : -1
  }
}
