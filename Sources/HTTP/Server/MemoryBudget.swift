import Glibc
import Synchronization

/// Bytes that the clients of a server share, so that memory does not grow with their number.
package final class MemoryBudget: Sendable {
  /// The part of a budget that is taken until this is released.
  package final class Share: Sendable {
    private let budget: MemoryBudget
    private let bytes: Int

    fileprivate init(_ budget: MemoryBudget, _ bytes: Int) {
      self.budget = budget
      self.bytes = bytes
    }

    deinit { budget.free.withLock { $0 += bytes } }
  }

  private let total: Int
  private let free: Mutex<Int>

  package init(bytes: Int) {
    total = bytes
    free = Mutex(bytes)
  }

  /// Takes a share, and waits until others have left enough; nil at the deadline.
  ///
  /// More than the whole budget is taken as the whole of it.
  package func take(_ bytes: Int, until deadline: ContinuousClock.Instant) -> Share? {
    let wanted = min(bytes, total)
    while true {
      let isTaken = free.withLock { free in
        guard free >= wanted else { return false }
        free -= wanted
        return true
      }
      if isTaken { return Share(self, wanted) }
      guard .now < deadline else { return nil }
      usleep(5_000)
    }
  }
}
