import Glibc
import Synchronization

/// Wakes the one thread that waits in `poll`, from any other thread.
///
/// It also counts the jobs that are under way, so that a test can wait until all is quiet instead
/// of waiting for a time.
package final class Bell: Sendable {
  /// Readable while the bell has been rung and not heard.
  package let descriptor: Int32
  private let rope: Int32
  private let jobs = Mutex(0)

  package init() {
    var ends: [Int32] = [-1, -1]
    // Without a pipe (no descriptors left) the loop still wakes by its own clock.
    _ = pipe(&ends)
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    rope = ends[1]
  }

  deinit {
    close(descriptor)
    close(rope)
  }

  package func ring() {
    var ring: UInt8 = 1
    // A full pipe has been rung often enough.
    _ = write(rope, &ring, 1)
  }

  /// Takes note of all rings so far.
  package func hear() {
    var rings = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &rings, rings.count) == rings.count {}
  }

  /// Says that a job is about to start; called before it can end.
  package func jobStarted() { jobs.withLock { $0 += 1 } }

  /// Says that a job has posted all that it will.
  package func jobEnded() {
    jobs.withLock { $0 -= 1 }
    ring()
  }

  /// No job is under way.
  package var isQuiet: Bool { jobs.withLock { $0 == 0 } }
}
