import Foundation
import GRDB
import GRDBSQLite
import Glibc
package import Store

/// One SQLite file, shared by every process of a machine that works on the project.
///
/// WAL mode: readers never wait for the writer. Every commit is flushed (`synchronous = FULL`)
/// before `write` returns.
package struct SQLiteDatabase: SQLDatabase {
  private let writer: any DatabaseWriter
  /// A connection of its own, whose `data_version` moves with every other connection's commits.
  private let watcher: DatabaseQueue?
  /// The files of a project that is written; nil for one in memory or that is only read.
  private let files: DatabaseFiles?
  /// Closes a project that is written.
  private let closing: DatabaseClosing?
  /// The file that is read without locks; nil for every other database.
  private var unchanged: UnchangedFile?
  /// Nil for a database in memory.
  private var path: String?

  /// Opens a project's database.
  package init(path: String) throws {
    let (pool, watcher) = try SQLiteFault.translated(at: path) {
      let pool = try DatabasePool(path: path, configuration: Self.configuration)
      // The pool sets NORMAL after its own preparation, so this must come after it is open. The log
      // is copied into the database by `write`, once it was looked at.
      try pool.writeWithoutTransaction {
        try $0.execute(sql: "PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0")
      }
      return (pool, try DatabaseQueue(path: path, configuration: Self.configuration))
    }
    (writer, self.watcher) = (pool, watcher)
    let files = DatabaseFiles(path: path)
    self.files = files
    closing = DatabaseClosing(pool, watcher, files)
    self.path = path
  }

  /// Opens a project's database to read it; nothing of it can be changed.
  package init(reading path: String) throws {
    try self.init(reading: path, canWriteFolder: Self.canWriteFolder(of: path))
  }

  package init(reading path: String, canWriteFolder: Bool) throws {
    let file = ReadOnlyFile(path: path, canWriteFolder: canWriteFolder)
    (writer, watcher) = try SQLiteFault.translated(at: path) {
      let queue = try file.open(path, Self.configuration)
      guard case .shared = file else { return (queue, nil) }
      return (queue, try file.open(path, Self.configuration))
    }
    files = nil
    closing = nil
    if case .unchanging(let state) = file { unchanged = state }
    self.path = path
  }

  /// Makes a database in memory, for simulations and tests.
  package init() throws {
    writer = try DatabaseQueue(configuration: Self.configuration)
    watcher = nil
    files = nil
    closing = nil
  }

  /// Makes the file of a new project.
  package init(creating path: String) throws {
    let queue = try DatabaseQueue(path: path, configuration: Self.configuration)
    try queue.writeWithoutTransaction { try $0.execute(sql: "PRAGMA journal_mode = WAL") }
    writer = queue
    watcher = nil
    files = nil
    closing = nil
    self.path = path
  }

  /// Reads a file into memory; what is done to the copy never reaches the file.
  package init(copying path: String) throws {
    writer = try SQLiteFault.translated(at: path) {
      let file = ReadOnlyFile(path: path, canWriteFolder: Self.canWriteFolder(of: path))
      let source = try file.open(path, Self.configuration)
      let copy = try DatabaseQueue(configuration: Self.configuration)
      try source.backup(to: copy)
      try source.close()
      if case .unchanging(let state) = file { try state.check() }
      return copy
    }
    watcher = nil
    files = nil
    closing = nil
  }

  package func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    let value = try SQLiteFault.translated(at: path) {
      try writer.read { try body(SQLiteConnection($0)) }
    }
    try unchanged?.check()
    return value
  }

  /// Writes in one transaction; throws if its files are no longer those that were opened, before
  /// anything is written or, should that happen meanwhile, afterwards.
  package func write<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try files?.check()
    let (value, hasChanged) = try SQLiteFault.translated(at: path) {
      try writer.write { db in
        let before = db.totalChangesCount
        return (try body(SQLiteConnection(db)), db.totalChangesCount != before)
      }
    }
    try files?.check()
    if hasChanged { try checkLog() }
    return value
  }

  /// Looks at the log after a commit, and copies it into the database once it is long.
  private func checkLog() throws {
    guard let files, try files.checkLog() >= WriteAheadLog.framesOfCheckpoint else { return }
    _ = try files.checkLog(isAll: true)
    // Readers and writers of now may keep a part of it for later.
    _ = try? writer.writeWithoutTransaction { try $0.checkpoint(.passive) }
  }

  package func version() throws -> Int {
    try SQLiteFault.translated(at: path) {
      guard let watcher else { return try writer.read { $0.totalChangesCount } }
      return try watcher.read { try Int.fetchOne($0, sql: "PRAGMA data_version") ?? 0 }
    }
  }

  package func migrationsDone() throws -> Set<String> {
    try SQLiteFault.translated(at: path) {
      try writer.read { try DatabaseMigrator().appliedIdentifiers($0) }
    }
  }

  package func migrate(_ migrations: [Migration]) throws {
    var migrator = DatabaseMigrator()
    for migration in migrations {
      migrator.registerMigration(migration.name) { try migration.apply(SQLiteConnection($0)) }
    }
    try SQLiteFault.translated(at: path) { try migrator.migrate(writer) }
  }

  /// Writes all that is committed into a new file, while others work.
  package func copy(to path: String) throws {
    try SQLiteFault.translated(at: path) {
      try writer.writeWithoutTransaction { try $0.execute(sql: "VACUUM INTO ?", arguments: [path]) }
    }
  }

  package func close() throws {
    if let closing { return try closing.close() }
    try writer.close()
  }

  /// Returns what SQLite finds wrong with the file, a line each.
  ///
  /// It checks pages and indexes, and rows that refer to others. `isThorough` also compares indexes with their tables.
  package func faults(isThorough: Bool) throws -> [String] {
    try SQLiteFault.translated(at: path) {
      try writer.read { db in
        let check = isThorough ? "integrity_check" : "quick_check"
        let faults = try String.fetchAll(db, sql: "PRAGMA \(check)").filter { $0 != "ok" }
        let foreign = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check").count
        return foreign == 0 ? faults : faults + ["\(foreign) rows refer to rows that are not there"]
      }
    }
  }

  /// Returns how hard commits are flushed: 2 is `FULL`.
  package func synchronousLevel() throws -> Int {
    try writer.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA synchronous") ?? -1 }
  }

  private static func canWriteFolder(of path: String) -> Bool {
    access(URL(filePath: path).deletingLastPathComponent().path, W_OK) == 0
  }

  /// The bytes of the longest value that is read or written; all that winnow writes are far shorter.
  private static let longestValue: Int32 = 16 << 20

  /// Waits in short sleeps for another process's transaction, some ten seconds at most: SQLite's
  /// own back-off grows to 100 ms, which a labeler would feel.
  private static var configuration: Configuration {
    var configuration = Configuration()
    configuration.foreignKeysEnabled = true
    configuration.prepareDatabase { db in
      sqlite3_limit(db.sqliteConnection, SQLITE_LIMIT_LENGTH, longestValue)
    }
    configuration.busyMode = .callback { attempts in
      usleep(attempts < 20 ? 500 : 2_000)
      return attempts < 5_000
    }
    return configuration
  }
}
