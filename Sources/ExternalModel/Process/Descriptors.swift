import Foundation

/// The two ends of a pipe; neither is passed on to programs by chance.
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

/// Does what may write to a pipe that nobody reads any more, without dying of it.
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

/// What is free on a disk.
enum DiskSpace {
  static func free(_ folder: String) -> Int? {
    var information = statvfs()
    guard statvfs(folder, &information) == 0 else { return nil }
    return Int(information.f_bavail) * Int(information.f_frsize)
  }

  /// The longest file that a program may write: half of what is free.
  static func fileLimit(_ folder: String) -> Int? {
    free(folder).map { max(1 << 26, $0 / 2) }
  }
}
