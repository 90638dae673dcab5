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
    let file = open(path, O_RDWR | O_CLOEXEC)
    guard file >= 0 else { throw ProjectError.noLock(file: path, code: errno) }
    var request = Self.request(F_WRLCK)
    guard fcntl(file, Self.setLock, &request) == 0 else {
      close(file)
      return nil
    }
    descriptor = file
  }

  deinit { close(descriptor) }

  /// A process holds the lock.
  package static func isHeld(path: String) -> Bool {
    // Reading is enough to ask, and all that a labeler of the lead's group may.
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return false }
    defer { close(file) }
    var request = Self.request(F_WRLCK)
    return fcntl(file, getLock, &request) == 0 && request.l_type != Int16(F_UNLCK)
  }

  // F_OFD_GETLK and F_OFD_SETLK: Linux's numbers, which the Glibc module does not give.
  private static let getLock: Int32 = 36
  private static let setLock: Int32 = 37

  private static func request(_ type: Int32) -> flock {
    flock(l_type: Int16(type), l_whence: Int16(SEEK_SET), l_start: 0, l_len: 0, l_pid: 0)
  }
}
