import Foundation
import Glibc

/// The processes that hold locks on a database, as the kernel lists them (proc_locks(5)).
enum LockHolders {
  /// The byte of project.sqlite-shm that a writer locks (sqlite.org/walformat.html, “locks”).
  private static let writeByte = "120"

  /// Returns the numbers of the processes that write to a database now; its files are not opened:
  /// closing them would drop this process's own locks.
  static func writers(of database: String) -> [pid_t] {
    var status = stat()
    guard stat("\(database)-shm", &status) == 0,
      let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return [] }
    return writers(locks: locks, device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
  }

  /// Reads the content of `/proc/locks`.
  static func writers(locks: String, device: UInt64, inode: UInt64) -> [pid_t] {
    let (major, minor) = (device >> 8 & 0xFFF, device & 0xFF | device >> 12 & 0xFFF00)
    let file = String(format: "%02x:%02x:%llu", major, minor, inode)
    return locks.split(separator: "\n").compactMap { line in
      let fields = line.split(separator: " ")
      guard fields.count > 7, fields[3] == "WRITE", fields[5] == file, fields[6] == writeByte else {
        return nil
      }
      return pid_t(fields[4])
    }
  }

  /// Returns a process's name with its number.
  static func name(of process: pid_t) -> String {
    let name = try? String(contentsOfFile: "/proc/\(process)/comm", encoding: .utf8)
    let text = name?.trimmingCharacters(in: .whitespacesAndNewlines) ?? "a process"
    return "\(text) (\(process))"
  }
}
