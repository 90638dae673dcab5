import Dispatch
import Synchronization

/// Waits on the calling thread for what is asynchronous.
///
/// The work itself runs on the calling thread too, so that it never waits for a thread of the pool:
/// any number of threads, even the pool's own, may block at once and all of them get further.
package func blocking<Value: Sendable>(
  _ work: @escaping @Sendable () async throws -> Value
) throws -> Value {
  let executor = CallerExecutor()
  let place = ResultPlace<Value>()
  Task.detached(executorPreference: executor) {
    let result: Result<Value, any Error>
    do { result = .success(try await work()) } catch { result = .failure(error) }
    place.result.withLock { $0 = result }
    executor.finish()
  }
  executor.run()
  guard let result = place.result.withLock({ $0 }) else { throw CancellationError() }
  return try result.get()
}

private final class ResultPlace<Value: Sendable>: Sendable {
  let result = Mutex<Result<Value, any Error>?>(nil)
}

/// Runs tasks on the thread that calls `run`, until it is told to finish.
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
    // Whoever still has work when nobody runs it here any more must not hang.
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
