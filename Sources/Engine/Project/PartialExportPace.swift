package import Foundation
import Synchronization

/// Limits the partial manifest, which is written whole after a round, to a tenth of the time.
///
/// With hundreds of thousands of items and a round every few seconds, its flushing would be felt at
/// the labelers' keys. `export --partial` always writes.
package final class PartialExportPace: Sendable {
  private let nextAt = Mutex(Date.distantPast)

  package init() {}

  /// Runs an export, unless the last one is too short a time ago; `isUrgent` runs it in any case.
  package func perform(
    isUrgent: Bool = false, _ export: () throws -> Void, clock: () -> Date = { Date() }
  ) rethrows {
    let startedAt = clock()
    guard isUrgent || nextAt.withLock({ startedAt >= $0 }) else { return }
    try export()
    let endedAt = clock()
    nextAt.withLock { $0 = endedAt + 10 * endedAt.timeIntervalSince(startedAt) }
  }
}
