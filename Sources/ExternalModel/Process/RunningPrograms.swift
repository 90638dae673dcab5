import CProcess
import Foundation
import Synchronization

/// The users' programs that run in this process's care.
package enum RunningPrograms {
  private struct State {
    /// Their keepers, by the pipes to them.
    var keepers: [Int32: pid_t] = [:]
    var isEnding = false
  }

  private static let state = Mutex(State())

  /// Ends all of them, for a process that is about to end: SIGTERM at once, SIGKILL after half of the
  /// time.
  ///
  /// Blocks until they and all that they left behind have ended, or the seconds are over; whatever is
  /// left then, their keepers end. None starts any more, and who waits for one waits for ever: that
  /// it was ended is no failure of its own.
  package static func end(seconds: Double = 2) {
    state.withLock { $0.isEnding = true }
    order(CP_ORDER_TERMINATE)
    let start = ContinuousClock.now
    while state.withLock({ !$0.keepers.isEmpty }), start.duration(to: .now).inSeconds < seconds {
      if start.duration(to: .now).inSeconds > seconds / 2 { order(CP_ORDER_KILL) }
      usleep(5_000)
    }
  }

  /// Starts a program, and notes the pipe to its keeper.
  static func start(_ pipe: Int32, _ body: () throws -> pid_t) throws -> pid_t {
    let started = try state.withLock { state in
      guard !state.isEnding else { return nil as pid_t? }
      let keeper = try body()
      state.keepers[pipe] = keeper
      return keeper
    }
    if let started { return started }
    waitForEnd()
  }

  /// Forgets a program that has ended.
  static func remove(_ pipe: Int32) {
    let isEnding = state.withLock { state in
      state.keepers[pipe] = nil
      return state.isEnding
    }
    if isEnding { waitForEnd() }
  }

  private static func waitForEnd() -> Never {
    while true { sleep(1_000) }
  }

  private static func order(_ order: Int) {
    var order = UInt8(order)
    state.withLock { state in
      for (pipe, keeper) in state.keepers {
        _ = ignoringBrokenPipes { write(pipe, &order, 1) }
        // The program may have stopped it.
        kill(keeper, SIGCONT)
      }
    }
  }
}
