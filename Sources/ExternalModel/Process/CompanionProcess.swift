import Foundation
import Synchronization

/// A program that runs until it ends by itself, or this object or process does.
///
/// The end of its standard input tells it to end; the watchdog of `ChildProcess` kills it where this
/// process dies. A thread waits for the end of its output without polling.
package final class CompanionProcess: Sendable {
  private let input: Mutex<Int32?>

  /// Starts it, and adds its output to the call's log.
  ///
  /// `ended` is called on another thread once it has ended, with nil if it ended with code 0.
  package init(_ call: ProgramCall, ended: @escaping @Sendable (ModelFailure?) -> Void) throws {
    let log = try call.log.map { try CappedLog(appendingTo: $0) } ?? CappedLog(path: nil)
    let (input, output) = (try Pipe(), try Pipe())
    defer { for end in [input.reading, output.writing] { close(end) } }
    do {
      let child = try ChildProcess(
        call,
        ChildProcess.Streams(
          input: input.reading, output: output.writing, error: output.writing))
      self.input = Mutex(input.writing)
      Thread.detachNewThread {
        ended(Self.follow(child, call, output.reading, log))
      }
    } catch {
      for end in [input.writing, output.reading] { close(end) }
      throw error
    }
  }

  deinit { stop() }

  /// Closes its standard input.
  package func stop() {
    input.withLock { input in
      if let end = input { close(end) }
      input = nil
    }
  }

  private static func follow(
    _ child: ChildProcess, _ call: ProgramCall, _ output: Int32, _ log: CappedLog
  ) -> ModelFailure? {
    var log = log
    var buffer = [UInt8](repeating: 0, count: 1 << 12)
    while true {
      let count = read(output, &buffer, buffer.count)
      if count < 0 && errno == EINTR { continue }
      guard count > 0 else { break }
      buffer.withUnsafeBytes { log.append(UnsafeRawBufferPointer(rebasing: $0[..<count])) }
    }
    close(output)
    child.waitForEnd()
    let ending = child.finish()
    log.close()
    return ending.failure.map {
      ModelFailure("\(call.name) \($0)", lastLines: log.lastLines(), log: call.log)
    }
  }
}
