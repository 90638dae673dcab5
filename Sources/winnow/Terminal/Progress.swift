import Foundation
import Glibc
import Synchronization

/// Shows on standard error how far something is that takes over a second.
///
/// A line that moves on a terminal, a line each ten seconds elsewhere, nothing if it is quick.
final class Progress: Sendable {
  private struct State {
    var shownAt: Date
    var hasShown = false
  }

  private let what: String
  /// All there is to do, in bytes.
  private let size: Int
  private let quiet: Bool
  private let startedAt = Date()
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private let state: Mutex<State>

  init(_ what: String, size: Int, quiet: Bool) {
    self.what = what
    self.size = size
    self.quiet = quiet
    state = Mutex(State(shownAt: startedAt))
  }

  /// Takes how far it is, 0–1.
  func tell(_ fraction: Double) {
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

  /// Removes the moving line.
  func end() {
    guard isTerminal, state.withLock({ $0.hasShown }) else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K".utf8))
  }

  private func show(_ fraction: Double, after seconds: Double) {
    let line = Self.line(what, fraction: fraction, size: size, seconds: seconds)
    FileHandle.standardError.write(Data((isTerminal ? "\r\(line)\u{1B}[K" : "\(line)\n").utf8))
  }

  /// What it is, a bar of 20 columns, how far, how fast and for how long still.
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
