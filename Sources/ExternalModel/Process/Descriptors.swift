import Foundation

/// The two ends of a pipe, closed in programs that are started.
struct Pipe: Sendable {
  let reading: Int32
  let writing: Int32

  init() throws {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else {
      throw ModelFailure("no pipe can be opened: \(String(cString: strerror(errno)))")
    }
    (reading, writing) = (ends[0], ends[1])
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  }
}

/// Runs `body` with SIGPIPE blocked, so that writing to a closed pipe is an error.
func ignoringBrokenPipes<Value>(_ body: () throws -> Value) rethrows -> Value {
  var signals = sigset_t()
  sigemptyset(&signals)
  sigaddset(&signals, SIGPIPE)
  var before = sigset_t()
  pthread_sigmask(SIG_BLOCK, &signals, &before)
  defer {
    var now = timespec()
    while sigtimedwait(&signals, nil, &now) == SIGPIPE {}
    pthread_sigmask(SIG_SETMASK, &before, nil)
  }
  return try body()
}

/// Free space of a disk, in bytes.
enum DiskSpace {
  static func free(_ folder: String) -> Int? {
    var information = statvfs()
    guard statvfs(folder, &information) == 0 else { return nil }
    return Int(information.f_bavail) * Int(information.f_frsize)
  }

  /// The size limit of a file that a program writes: half of the free space, at least 64 MiB.
  static func fileLimit(_ folder: String) -> Int? {
    free(folder).map { max(1 << 26, $0 / 2) }
  }
}
