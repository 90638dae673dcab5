import Domain
package import Glibc

/// The process that keeps others from writing a database, as `/proc/locks` names it (proc(5)).
///
/// The database's own files are looked at by stat(2) alone: opening and closing one of them would
/// drop the locks that SQLite has on it in this process.
package enum DatabaseHolder {
  /// The byte of the file `-shm` that a writer locks, and the one of a recovery (SQLite's wal.c).
  private static let writeBytes = [120, 122]
  /// The bytes of readers' marks: many share them, and a writer has one for a moment only.
  private static let markBytes = 123...127

  /// Returns who holds the database, and what to do about it; nil if the system does not tell.
  static func words(path: String) -> String? {
    guard let locks = text(of: "/proc/locks") else { return nil }
    return words(path: path, locks: locks)
  }

  /// Reads the holder from the text of `/proc/locks`.
  static func words(path: String, locks: String) -> String? {
    guard let process = holders(of: path, locks).first else { return nil }
    return process > 0 ? words(process: process) : unknown(path)
  }

  /// Returns the numbers of the processes that keep others from writing a database now; 0 or -1 for
  /// those that the system does not name.
  package static func holders(of path: String) -> [Int] {
    text(of: "/proc/locks").map { holders(of: path, $0) } ?? []
  }

  private static func holders(of path: String, _ locks: String) -> [Int] {
    let memory = inode(of: "\(path)-shm")
    let database = inode(of: path)
    return FileLock.all(in: locks).filter { lock in
      // Readers lock the database, too, but never these bytes of its memory.
      lock.process != Int(getpid())
        && ((lock.isWrite && lock.inode == database)
          || (lock.inode == memory && writeBytes.contains(where: lock.has))
          || (lock.isWrite && lock.inode == memory && markBytes.contains(where: lock.has)))
    }.map(\.process)
  }

  /// Returns a process's command.
  package static func command(of process: Int) -> String {
    let name = text(of: "/proc/\(process)/comm")?.split(separator: "\n").first
    return name.map(String.init) ?? "unknown"
  }

  private static func words(process: Int) -> String {
    var status = stat()
    let isThere = stat("/proc/\(process)", &status) == 0
    let user = isThere ? UserName.of(status.st_uid) : "another user"
    let advice =
      isThere && (status.st_uid == geteuid() || geteuid() == 0)
      ? "end it with “kill \(process)”" : "ask \(user), or root, to end it (kill \(process))"
    return "process \(process) (\(command(of: process)), of \(user)) has held it for ten seconds; "
      + advice
  }

  private static func unknown(_ path: String) -> String {
    "a process that the system does not name has held it for ten seconds; root finds it with "
      + "“lsof \(path) \(path)-shm”"
  }

  private static func inode(of path: String) -> UInt64? {
    var status = stat()
    return stat(path, &status) == 0 ? UInt64(status.st_ino) : nil
  }

  private static func text(of path: String) -> String? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var (bytes, buffer) = ([UInt8](), [UInt8](repeating: 0, count: 1 << 16))
    while bytes.count < 1 << 22 {
      let count = read(file, &buffer, buffer.count)
      guard count > 0 else { break }
      bytes += buffer[..<count]
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// The names of this machine's users.
package enum UserName {
  package static func of(_ number: uid_t) -> String {
    getpwuid(number)?.pointee.pw_name.map { String(cString: $0) } ?? "user \(number)"
  }
}
