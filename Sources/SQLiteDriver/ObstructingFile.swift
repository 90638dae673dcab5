import Glibc

/// A file that another user has put where only the lead's processes, or SQLite, make one.
///
/// SQLite's own files have the database's mode, whoever made them.
package struct ObstructingFile {
  package let path: String
  /// The name of the file's owner.
  package let owner: String

  private static let suffixes = ["-wal", "-shm", "-journal"]

  /// Finds them by lstat(2) alone.
  package static func all(besides database: String) -> [ObstructingFile] {
    var own = stat()
    guard stat(database, &own) == 0 else { return [] }
    return suffixes.compactMap { suffix in
      let path = "\(database)\(suffix)"
      var status = stat()
      guard lstat(path, &status) == 0, status.st_uid != own.st_uid else { return nil }
      // SQLite gives its files the database's mode; the folder gives them its group.
      let isUsable =
        own.st_mode & status.st_mode & 0o060 == 0o060 && status.st_gid == own.st_gid
        && status.st_mode & S_IFMT == S_IFREG
      return isUsable ? nil : ObstructingFile(path: path, owner: UserName.of(status.st_uid))
    }
  }

  /// Finds those at places where only the owner of a folder makes files, by lstat(2) alone.
  package static func all(in folder: String, at places: [String]) -> [ObstructingFile] {
    var own = stat()
    guard stat(folder, &own) == 0 else { return [] }
    return places.compactMap { path in
      var status = stat()
      guard lstat(path, &status) == 0, status.st_uid != own.st_uid else { return nil }
      return ObstructingFile(path: path, owner: UserName.of(status.st_uid))
    }
  }

  /// Gives it another name beside the database, and returns that; nothing of it is lost.
  ///
  /// Nil if it cannot be moved.
  package func moveAside() -> String? {
    var status = stat()
    let names = (1...99).lazy.map { "\(path).moved-\($0)" }
    guard let other = names.first(where: { lstat($0, &status) != 0 }) else { return nil }
    return rename(path, other) == 0 ? other : nil
  }
}
