import Foundation
package import TerminalUI

/// A line that tells something.
package struct Notice: Sendable, Equatable {
  package let text: String
  package let style: Style

  package init(_ text: String, style: Style = .strong) {
    self.text = text
    self.style = style
  }
}

/// Notices that show for a while, one at a time.
///
/// That keys were not taken stays until it could be read; any other notice waits behind it.
package struct Notices: Sendable, Equatable {
  private struct Timed: Sendable, Equatable {
    let notice: Notice
    let until: Date
    /// The number of keys that were not taken, if it tells about them.
    var refused = 0
  }

  private var shown: Timed?
  private var next: Timed?

  package var current: Notice? { shown?.notice }

  private static let seconds = 4.0

  mutating func tell(_ notice: Notice, seconds: Double = seconds, at now: Date) {
    let waits = (shown?.refused ?? 0) > 0
    let start = waits ? max(now, shown?.until ?? now) : now
    let timed = Timed(notice: notice, until: start.addingTimeInterval(seconds))
    if waits { next = timed } else { shown = timed }
  }

  /// Tells that a key was not taken, counting those told about just before.
  mutating func tellRefused(_ name: String, because cause: String, at now: Date) {
    let count = (shown?.refused ?? 0) + 1
    let keys = count == 1 ? "“\(name)” was" : "\(NumberText.count(count)) keys were"
    next = nil
    shown = Timed(
      notice: Notice("\(keys) not taken: \(cause).", style: .warning),
      until: now.addingTimeInterval(Self.seconds), refused: count)
  }

  /// Removes the notice at a key press, unless it tells about keys that were not taken.
  mutating func dismiss() {
    next = nil
    if shown?.refused == 0 { shown = nil }
  }

  /// Removes the notices whose time is over.
  mutating func expire(at now: Date) {
    while let current = shown, current.until <= now {
      shown = next
      next = nil
    }
  }
}
