import Dispatch
import Glibc

/// The signals that ask a process to end: Ctrl-C, `kill`, a terminal that closes.
enum EndingSignals {
  /// Calls the handler on another thread instead of ending at once.
  ///
  /// The sources watch as long as they are held.
  static func handle(_ handler: @escaping @Sendable (Int32) -> Void) -> [any DispatchSourceSignal] {
    [SIGINT, SIGTERM, SIGHUP].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { handler(number) }
      source.resume()
      return source
    }
  }
}
