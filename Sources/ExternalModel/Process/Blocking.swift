import Dispatch
import Synchronization

/// Runs asynchronous work on the calling thread, and returns its result.
///
/// The work needs no thread of Swift's pool: any number of threads may block at once, even the
/// pool's own, without a deadlock.
package func blocking<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let executor = CallerExecutor()
  let box = ResultBox<Value>()
  Task.detached(executorPreference: executor) {
    let result: Result<Value, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    box.result.withLock { $0 = result }
    executor.finish()
  }
  executor.run()
  guard let result = box.result.withLock({ $0 }) else { throw CancellationError() }
  return try result.get()
}

private final class ResultBox<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}

/// Runs tasks on the thread that calls `run`, until `finish` is called.
private final class CallerExecutor: TaskExecutor {
  private struct State {
    var jobs: [UnownedJob] = []
    var isFinished = false
  }

  private let state = Mutex(State())
  private let wake = DispatchSemaphore(value: 0)

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isTooLate = state.withLock { state in
      if !state.isFinished { state.jobs.append(job) }
      return state.isFinished
    }
    // Jobs that come after the end are run by the pool.
    if isTooLate { pass(job) } else { wake.signal() }
  }

  func finish() {
    let rest = state.withLock { state in
      state.isFinished = true
      defer { state.jobs = [] }
      return state.jobs
    }
    rest.forEach(pass)
    wake.signal()
  }

  func run() {
    while true {
      wake.wait()
      let (job, isFinished) = state.withLock { state in
        (state.jobs.isEmpty ? nil : state.jobs.removeFirst(), state.isFinished)
      }
      if let job { job.runSynchronously(on: asUnownedTaskExecutor()) }
      if job == nil && isFinished { return }
    }
  }

  private func pass(_ job: UnownedJob) {
    globalConcurrentExecutor.enqueue(job)
  }
}
