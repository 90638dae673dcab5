internal import Foundation
internal import Glibc
internal import Synchronization

/// Shows on standard error how far something is that takes over a second.
///
/// A line that moves on a terminal, a line each ten seconds elsewhere, nothing if it is quick.
final class Progress: Sendable {
  private struct State {
    var shownAt: Date
    var hasShown = false
  }

  private let what: String
  private let quiet: Bool
  private let startedAt = Date()
  private let isTerminal = isatty(STDERR_FILENO) != 0
  private let state: Mutex<State>

  init(_ what: String, quiet: Bool) {
    self.what = what
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
    let left = fraction > 0 ? seconds / fraction - seconds : 0
    let line = String(
      format: "%@ %3.0f %%, %.0f s left", what as NSString, fraction * 100, left)
    FileHandle.standardError.write(Data((isTerminal ? "\r\(line)\u{1B}[K" : "\(line)\n").utf8))
  }
}
