import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The right to run a project's loop: one process at a time, lost when the process dies.
///
/// A lock on an open file description: the kernel takes it back however the process ends, and
/// asking who holds it disturbs nobody.
package struct LoopLock: ~Copyable {
  private let descriptor: Int32

  /// Takes the lock; nil if another process holds it.
  package init?(path: String) throws {
    let file = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0o600)
    guard file >= 0 else { throw ProjectError.noLock(file: path, code: errno) }
    var request = Self.request(F_WRLCK)
    guard fcntl(file, Self.setLock, &request) == 0 else {
      close(file)
      return nil
    }
    descriptor = file
  }

  deinit { close(descriptor) }

  /// Whether a process holds the lock; also those may ask who may not open its file.
  package static func isHeld(path: String) -> Bool {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)
    guard file >= 0 else { return errno == EACCES && isListed(path) }
    defer { close(file) }
    var request = Self.request(F_WRLCK)
    return fcntl(file, getLock, &request) == 0 && request.l_type != Int16(F_UNLCK)
  }

  /// Whether the kernel lists a write lock of an open file description on a file (proc_locks(5)).
  private static func isListed(_ path: String) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0,
      let locks = try? String(contentsOfFile: "/proc/locks", encoding: .utf8)
    else { return false }
    let file = FileLock.file(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
    return FileLock.all(in: locks).contains { $0.isOfOpenFile && $0.isWrite && $0.file == file }
  }

  // F_OFD_GETLK and F_OFD_SETLK: Linux's numbers, which the Glibc module does not give.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37

  private static func request(_ type: Int32) -> flock {
    flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }
}
