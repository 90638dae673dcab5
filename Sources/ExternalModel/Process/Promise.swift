import Dispatch
import Synchronization

/// A value that one thread computes and others wait for.
final class Promise<Value: Sendable>: Sendable {
  private let result = Mutex<Value?>(nil)
  private let isFulfilled = DispatchSemaphore(value: 0)

  /// Sets the value; must be called once.
  func fulfill(_ value: Value) {
    result.withLock { $0 = value }
    isFulfilled.signal()
  }

  /// Blocks until the value is set, and returns it; any number of threads may wait.
  func wait() -> Value {
    while true {
      isFulfilled.wait()
      // Passes the signal on to the next waiting thread.
      isFulfilled.signal()
      if let value = result.withLock({ $0 }) { return value }
    }
  }
}
