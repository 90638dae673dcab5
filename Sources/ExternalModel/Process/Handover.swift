import Dispatch
import Synchronization

/// Hands one value from a thread to another.
final class Handover<Value: Sendable>: Sendable {
  private let value = Mutex<Value?>(nil)
  private let isThere = DispatchSemaphore(value: 0)

  /// To be called once.
  func put(_ new: Value) {
    value.withLock { $0 = new }
    isThere.signal()
  }

  /// Waits for the value.
  func take() -> Value {
    while true {
      isThere.wait()
      // For the next one who asks.
      isThere.signal()
      if let value = value.withLock({ $0 }) { return value }
    }
  }
}
