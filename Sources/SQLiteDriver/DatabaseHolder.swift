import Glibc

/// The process that keeps others from writing a database, as `/proc/locks` names it (proc(5)).
///
/// The database's own files are looked at by stat(2) alone: opening and closing one of them would
/// drop the locks that SQLite has on it in this process.
enum DatabaseHolder {
  /// The byte of the file `-shm` that a writer locks, and the one of a recovery (SQLite's wal.c).
  private static let writeBytes = [120, 122]

  /// Returns who holds the database, and what to do about it; nil if the system does not tell.
  static func words(path: String) -> String? {
    guard let locks = text(of: "/proc/locks") else { return nil }
    return words(path: path, locks: locks)
  }

  /// Reads the holder from the text of `/proc/locks`.
  static func words(path: String, locks: String) -> String? {
    let memory = inode(of: "\(path)-shm")
    let database = inode(of: path)
    let holders = locks.split(separator: "\n").compactMap { line -> Int? in
      guard let lock = FileLock(line) else { return nil }
      // Readers lock the database, too, but never these bytes of its memory.
      let isHeld =
        (lock.isWrite && lock.inode == database)
        || (lock.inode == memory && writeBytes.contains(where: lock.has))
      return isHeld ? lock.process : nil
    }
    guard let process = holders.first(where: { $0 != Int(getpid()) }) else { return nil }
    return process > 0 ? words(process: process) : unknown(path)
  }

  private static func words(process: Int) -> String {
    var status = stat()
    let isThere = stat("/proc/\(process)", &status) == 0
    let command = text(of: "/proc/\(process)/comm")?.split(separator: "\n").first.map(String.init)
    let user = isThere ? UserName.of(status.st_uid) : "another user"
    let advice =
      isThere && (status.st_uid == geteuid() || geteuid() == 0)
      ? "end it with “kill \(process)”" : "ask \(user), or root, to end it (kill \(process))"
    return "process \(process) (\(command ?? "unknown"), of \(user)) has held it for ten seconds; "
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

/// A lock that keeps others from bytes of a file: a line of `/proc/locks`.
private struct FileLock {
  /// 0 for one of another namespace, -1 for one of an open file.
  let process: Int
  let inode: UInt64
  let isWrite: Bool
  private let bytes: ClosedRange<Int>

  /// Reads `1: POSIX ADVISORY READ|WRITE PROCESS MAJOR:MINOR:INODE FIRST LAST`; nil for a lock of another
  /// kind, or one that is waited for.
  init?(_ line: Substring) {
    let fields = line.split(separator: " ")
    guard fields.count >= 8, ["POSIX", "OFDLCK"].contains(fields[1]),
      let process = Int(fields[4]), let inode = fields[5].split(separator: ":").last,
      let number = UInt64(inode), let first = Int(fields[6])
    else { return nil }
    self.process = process
    self.inode = number
    isWrite = fields[3] == "WRITE"
    bytes = first...max(first, Int(fields[7]) ?? .max)
  }

  func has(_ byte: Int) -> Bool { bytes.contains(byte) }
}

/// The names of this machine's users.
enum UserName {
  static func of(_ number: uid_t) -> String {
    getpwuid(number)?.pointee.pw_name.map { String(cString: $0) } ?? "user \(number)"
  }
}
