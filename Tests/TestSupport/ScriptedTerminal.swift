import Glibc
package import TerminalUI

/// A terminal without a terminal: keys come from a script, screens are kept.
///
/// A key is typed as a careful person types it: after everything asked for is done and shown. At
/// the end of the script the terminal is gone.
package final class ScriptedTerminal: Terminal {
  /// One thing that happens at the terminal.
  package enum Step: Sendable {
    case key(Key)
    /// Keys that come in one piece, typed before the screen could change.
    case burst([Key])
    case resize(Size)
    case input(TerminalInput)
    /// Something to do between two keys, such as a measurement.
    case action(@Sendable () -> Void)

    /// Returns a step for each character.
    package static func type(_ text: String) -> [Step] { text.map { .key(.character($0)) } }
  }

  package private(set) var size: Size
  /// Every screen that was shown, in order.
  package private(set) var screens: [Screen] = []
  /// The screen that was seen when each step was taken.
  package private(set) var seen: [Screen] = []
  package private(set) var redraws = 0
  package private(set) var suspensions = 0
  private var steps: ArraySlice<Step>
  private var isQuiet = false
  /// Whether all screens are kept, or only the latest.
  private let keepsAll: Bool

  package init(rows: Int = 24, columns: Int = 80, keepsAll: Bool = true, script: [Step]) {
    self.keepsAll = keepsAll
    size = Size(rows: rows, columns: columns)
    steps = script[...]
  }

  package func show(_ screen: Screen) {
    if !keepsAll { screens.removeAll() }
    screens.append(screen)
  }

  package func redraw() { redraws += 1 }

  package func suspend() { suspensions += 1 }

  package func wait(for bell: Bell, atMost milliseconds: Int) {
    // Asked first: a job that ends after the poll has posted what the poll did not see.
    let hasNoJob = bell.isQuiet
    var source = pollfd(fd: bell.descriptor, events: Int16(POLLIN), revents: 0)
    let isRung = poll(&source, 1, 0) > 0
    isQuiet = hasNoJob && !isRung
    if !isQuiet, !isRung { poll(&source, 1, Int32(milliseconds)) }
  }

  package func readInput() -> [TerminalInput] {
    // What the bell announced is to be shown first.
    guard isQuiet else { return [] }
    if keepsAll, let screen = screens.last { seen.append(screen) }
    guard let step = steps.popFirst() else { return [.lost] }
    switch step {
    case .key(let key): return [.key(key)]
    case .burst(let keys): return keys.map(TerminalInput.key)
    case .input(let input): return [input]
    case .action(let action):
      action()
      return []
    case .resize(let size):
      self.size = size
      return [.resized]
    }
  }
}
