import Glibc
import Synchronization

/// Wakes the one thread that waits in `poll`, from any other thread.
///
/// It also counts the jobs that are under way, so that a test can wait until none is instead of
/// waiting for a time.
package final class Bell: Sendable {
  /// Readable from a ring until `clear`.
  package let descriptor: Int32
  private let writeEnd: Int32
  private let jobs = Mutex(0)

  package init() {
    var ends: [Int32] = [-1, -1]
    // Without a pipe (no descriptors left) the loop still wakes by its own timeout.
    _ = pipe(&ends)
    for end in ends where end >= 0 {
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
    }
    descriptor = ends[0]
    writeEnd = ends[1]
  }

  deinit {
    close(descriptor)
    close(writeEnd)
  }

  package func ring() {
    var ring: UInt8 = 1
    // If the pipe is full, the descriptor is readable already.
    _ = write(writeEnd, &ring, 1)
  }

  /// Removes all rings so far.
  package func clear() {
    var rings = [UInt8](repeating: 0, count: 64)
    while read(descriptor, &rings, rings.count) == rings.count {}
  }

  /// Counts a job that is about to start; to be called before the job can end.
  package func jobStarted() { jobs.withLock { $0 += 1 } }

  /// Counts a job as ended, once it has posted all its messages.
  package func jobEnded() {
    jobs.withLock { $0 -= 1 }
    ring()
  }

  /// No job is under way.
  package var isQuiet: Bool { jobs.withLock { $0 == 0 } }
}
