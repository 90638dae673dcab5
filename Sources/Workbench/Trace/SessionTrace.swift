package import Domain
package import Foundation
import Glibc
import Synchronization

/// Records a session in a file, so that a test can replay it: one JSON object a line, first a
/// `TraceHeader`, then a `TraceEntry` for each event.
///
/// The file holds the texts of items, guide and reports as they were shown. Only its owner can
/// read it (mode 0600).
package final class SessionTrace: Sendable {
  private let descriptor: Int32
  private let hasFailed = Mutex(false)

  /// Creates or replaces the file and writes the header; throws `POSIXError` if it cannot.
  package init(path: String, setup: SessionSetup, report: ProjectReport?, startedAt: Date) throws {
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0o600)
    guard descriptor >= 0, fchmod(descriptor, 0o600) == 0 else {
      throw POSIXError(POSIXErrorCode(rawValue: errno) ?? .EIO)
    }
    write(line: TraceHeader(setup: setup, report: report, startedAt: startedAt))
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
  }

  func write(_ event: Event, _ effects: [Effect]) {
    write(line: TraceEntry(event, effects))
  }

  /// Writes a line; after a failure nothing more, for a trace with gaps replays another session.
  private func write(line: some Encodable) {
    hasFailed.withLock { hasFailed in
      guard !hasFailed, var bytes = try? JSONEncoder().encode(line) else { return }
      bytes.append(UInt8(ascii: "\n"))
      hasFailed =
        bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        != bytes.count
    }
  }
}
