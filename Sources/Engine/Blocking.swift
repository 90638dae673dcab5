internal import Dispatch
internal import Synchronization

/// Waits on the calling thread for what is asynchronous.
///
/// For a command's main thread, which is not one of the pool's: a pool's thread must never wait.
package func blocking<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let done = DispatchSemaphore(value: 0)
  let place = ResultPlace<Value>()
  Task.detached {
    let result: Result<Value, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    place.result.withLock { $0 = result }
    done.signal()
  }
  done.wait()
  guard let result = place.result.withLock({ $0 }) else { throw CancellationError() }
  return try result.get()
}

private final class ResultPlace<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}
