import GRDB
import Glibc
import Store

/// SQLite's errors in the store's words.
enum SQLiteFault {
  /// Does something with the database, of this path if it is a file; throws `StoreError` in the
  /// place of SQLite's errors.
  static func translated<Value>(at path: String?, _ body: () throws -> Value) throws -> Value {
    do {
      return try body()
    } catch let error as DatabaseError {
      throw storeError(error, path)
    }
  }

  /// SQLite says that it is full when there is no higher number for a row, too.
  private static func hasSpace(_ path: String) -> Bool {
    var status = statvfs()
    return statvfs(path, &status) == 0 && status.f_bavail * UInt(status.f_frsize) > 16 << 20
  }

  /// The bytes that files of this process may have; nil without a limit.
  private static var limitOfFiles: UInt? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit) == 0,
      limit.rlim_cur != rlim_t.max
    else { return nil }
    return UInt(limit.rlim_cur)
  }

  static func storeError(_ error: DatabaseError, _ path: String?) -> StoreError {
    switch error.resultCode {
    case .SQLITE_FULL where path.map(hasSpace) == true:
      .damaged("the numbers for new answers are used up, which no winnow does")
    case .SQLITE_FULL:
      .unavailable("no space is left on the disk; free some and try again")
    case .SQLITE_BUSY, .SQLITE_LOCKED:
      .unavailable(
        path.flatMap { DatabaseHolder.words(path: $0) }
          ?? "another process has held it for ten seconds; end that process")
    case .SQLITE_READONLY:
      .unavailable(
        "it is read-only; ask the project's lead for access, or free the disk of its lock")
    case .SQLITE_CANTOPEN, .SQLITE_PERM, .SQLITE_AUTH:
      .unavailable("it cannot be opened; check that it is there and that you may read it")
    case .SQLITE_IOERR where error.extendedResultCode == .SQLITE_IOERR_SHORT_READ:
      .unavailable(
        "a part of it, or of project.sqlite-wal, is missing; end all winnow commands on the project, "
          + "then see what “winnow doctor” says")
    case .SQLITE_IOERR where limitOfFiles != nil:
      .unavailable(
        "it cannot be written: files may have \(limitOfFiles ?? 0) bytes at most here (“ulimit -f”), or "
          + "the disk reports an error")
    case .SQLITE_IOERR:
      .unavailable("the disk reports an error; check the disk, and keep a copy of the project")
    case .SQLITE_CONSTRAINT:
      // The tables' rules hold for all that winnow writes: a row that breaks them was there before.
      .damaged(
        "rows that no winnow writes are in it: \(error.message ?? "a table's rule is broken")")
    case .SQLITE_NOMEM: .unavailable("this process has no memory left; try again")
    case .SQLITE_TOOBIG:
      .damaged("a value in it is of more than 16 MB, which no winnow writes")
    case .SQLITE_PROTOCOL:
      .unavailable(
        path.flatMap { DatabaseHolder.words(path: $0) }
          ?? "another process keeps its locks; try again")
    case .SQLITE_INTERRUPT, .SQLITE_ABORT:
      .unavailable("SQLite gave up (\(error.message ?? "no reason")); try again")
    case .SQLITE_NOTADB: .damaged("it is no database")
    default: .damaged(error.message ?? "SQLite error \(error.resultCode.rawValue)")
    }
  }
}
