import Foundation
package import TerminalUI

/// A line of text for the person.
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
/// A notice about ignored keys stays for its whole time; any other one waits behind it.
package struct Notices: Sendable, Equatable {
  private struct Timed: Sendable, Equatable {
    let notice: Notice
    let until: Date
    /// The number of ignored keys, if it is about them.
    var ignored = 0
  }

  private var shown: Timed?
  private var next: Timed?

  package var current: Notice? { shown?.notice }

  private static let seconds = 4.0

  mutating func tell(_ notice: Notice, seconds: Double = seconds, at now: Date) {
    let waits = (shown?.ignored ?? 0) > 0
    let start = waits ? max(now, shown?.until ?? now) : now
    let timed = Timed(notice: notice, until: start.addingTimeInterval(seconds))
    if waits { next = timed } else { shown = timed }
  }

  /// Tells that a key was ignored, counting those told about just before.
  mutating func tellIgnored(_ name: String, because cause: String, at now: Date) {
    let count = (shown?.ignored ?? 0) + 1
    let keys = count == 1 ? "“\(name)” was" : "\(NumberText.count(count)) keys were"
    next = nil
    shown = Timed(
      notice: Notice("\(keys) ignored: \(cause).", style: .warning),
      until: now.addingTimeInterval(Self.seconds), ignored: count)
  }

  /// Removes the notice at a key press, unless it is about ignored keys.
  mutating func dismiss() {
    next = nil
    if shown?.ignored == 0 { shown = nil }
  }

  /// Removes the notices whose time is over.
  mutating func expire(at now: Date) {
    while let current = shown, current.until <= now {
      shown = next
      next = nil
    }
  }
}
