package import Domain
package import Foundation

/// The time that an item has been on the screen, without pauses.
package struct Dwell: Sendable, Equatable {
  package let item: Item.ID
  package let firstShownAt: Date
  package private(set) var seconds = 0.0
  /// The time at which it came on the screen; nil while it is not there.
  private var since: Date?
  /// The next label is for the whole stack; asked for anew with every item.
  var isForStack = false

  /// A longer stretch without a key is a pause, in seconds.
  private static let longestStretch = 120.0

  init(item: Item.ID, firstShownAt: Date) {
    self.item = item
    self.firstShownAt = firstShownAt
  }

  /// The item is on the screen.
  mutating func resume(at now: Date) {
    if since == nil { since = now }
  }

  /// The item is not on the screen any more, or a key was pressed.
  mutating func pause(at now: Date) {
    guard let since else { return }
    seconds += min(Self.longestStretch, max(0, now.timeIntervalSince(since)))
    self.since = nil
  }
}
