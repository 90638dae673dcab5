import Dataset
import Foundation
import Glibc
import Synchronization

/// Shows the progress of a long operation on standard error.
///
/// On a terminal, one line that is updated after the first second; elsewhere, a line each ten
/// seconds.
final class Progress: Sendable {
  private struct State {
    var shownAt: Date
    var hasShown = false
  }

  private let what: String
  /// The size of the whole operation, in bytes.
  private let size: Int
  private let quiet: Bool
  private let startedAt = Date()
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private let state: Mutex<State>

  init(_ what: String, size: Int, quiet: Bool) {
    self.what = InertText.of(what)
    self.size = size
    self.quiet = quiet
    state = Mutex(State(shownAt: startedAt))
  }

  /// Shows the share of the operation that is done, 0–1, if a line is due.
  func update(_ fraction: Double) {
    guard !quiet else { return }
    let now = Date()
    let isDue = state.withLock { state in
      let pause = isTerminal ? (state.hasShown ? 0.1 : 1) : 10
      guard now.timeIntervalSince(state.shownAt) >= pause else { return false }
      (state.shownAt, state.hasShown) = (now, true)
      return true
    }
    if isDue { show(fraction, after: now.timeIntervalSince(startedAt)) }
  }

  /// Removes the updated line.
  func end() {
    guard isTerminal, state.withLock({ $0.hasShown }) else { return }
    Console.errorText("\r\u{1B}[K")
  }

  private func show(_ fraction: Double, after seconds: Double) {
    let line = Self.line(what, fraction: fraction, size: size, seconds: seconds)
    Console.errorText(isTerminal ? "\r\(line)\u{1B}[K" : "\(line)\n")
  }

  /// Returns a line with the name, a bar of 20 columns, the percentage, the speed and the time left.
  static func line(_ what: String, fraction: Double, size: Int, seconds: Double) -> String {
    let done = Int((fraction * 20).rounded(.down))
    let bar =
      String(repeating: "█", count: done) + String(repeating: "░", count: max(0, 20 - done))
    let rate = seconds > 0 ? Double(size) * fraction / seconds / 1e6 : 0
    let left = fraction > 0 ? seconds / fraction - seconds : 0
    return "\(what) \(bar) "
      + String(format: "%.0f %%, %.1f MB/s, %.0f s left", fraction * 100, rate, left)
  }
}
