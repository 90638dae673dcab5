import Dispatch
import ExternalModel
import Glibc

/// The signals that ask a process to end: Ctrl-C, `kill`, a terminal that closes.
enum EndingSignals {
  private static let numbers = [
    SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2, SIGALRM, SIGVTALRM, SIGPROF, SIGXCPU,
  ]

  /// Calls the handler on another thread instead of ending at once.
  ///
  /// The sources watch as long as they are held.
  static func handle(_ handler: @escaping @Sendable (Int32) -> Void) -> [any DispatchSourceSignal] {
    numbers.map { number in
      // Until it is registered, the signal ends the process as usual; none is lost.
      let isRegistered = DispatchSemaphore(value: 0)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handler(number) }
      source.setRegistrationHandler { isRegistered.signal() }
      source.resume()
      isRegistered.wait()
      return source
    }
  }

  /// Ends the process with all programs of the user that it has started.
  ///
  /// The sources watch as long as they are held.
  static func endPrograms() -> [any DispatchSourceSignal] {
    handle { number in
      RunningPrograms.end()
      _exit(128 + number)
    }
  }
}
