package import Learning
import Synchronization

/// The pool of a job, loaded when a round needs it and given up while nothing is due.
///
/// A loop at rest keeps neither features nor graph: hundreds of megabytes of a large pool.
package final class PoolLoader: Sendable {
  package let count: Int
  package let classCount: Int
  private let load: @Sendable () throws -> Pool
  private let loaded = Mutex<Pool?>(nil)

  package init(count: Int, classCount: Int, load: @escaping @Sendable () throws -> Pool) {
    (self.count, self.classCount, self.load) = (count, classCount, load)
  }

  /// Makes a loader of a pool that stays in memory, for simulations.
  package convenience init(_ pool: Pool) {
    self.init(count: pool.count, classCount: pool.classCount) { pool }
  }

  /// Returns the pool, after loading it where it was given up.
  package func pool() throws -> Pool {
    try loaded.withLock { loaded in
      if let loaded { return loaded }
      let pool = try load()
      loaded = pool
      return pool
    }
  }

  /// Gives the pool's memory back to the system; false if it was not loaded.
  @discardableResult
  package func release() -> Bool {
    loaded.withLock { $0.take() != nil }
  }
}
