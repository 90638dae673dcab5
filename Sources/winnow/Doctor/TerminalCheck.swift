import CCurses
import Foundation
import Glibc
import TerminalUI

/// Checks of the terminal, as a labeling screen needs it.
struct TerminalCheck {
  /// The value of `TERM`.
  var name: String?
  var isTerminal: Bool
  /// Whether terminfo knows the terminal and its cursor can be moved.
  var isKnown: Bool
  var colors: Int
  var size: Size?
  var isUTF8: Bool

  /// The smallest screen that is drawn.
  private static let least = Size(rows: 12, columns: 46)

  /// Looks at the terminal of this process.
  init() {
    name = ProcessInfo.processInfo.environment["TERM"]
    isTerminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1
    var number: Int32 = 0
    isKnown = cc_probe(&number)
    colors = Int(number)
    var window = winsize()
    size =
      ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &window) == 0
      ? Size(rows: Int(window.ws_row), columns: Int(window.ws_col)) : nil
    isUTF8 = CursesTerminal.showsUTF8()
  }

  init(
    name: String?, isTerminal: Bool, isKnown: Bool, colors: Int, size: Size?, isUTF8: Bool
  ) {
    (self.name, self.isTerminal, self.isKnown) = (name, isTerminal, isKnown)
    (self.colors, self.size, self.isUTF8) = (colors, size, isUTF8)
  }

  var lines: [Diagnosis] {
    guard isTerminal else {
      return [
        .note("terminal", "this command is not at a terminal, which “label” and “watch” need")
      ]
    }
    return [typeLine, sizeLine, localeLine]
  }

  private var typeLine: Diagnosis {
    guard let name, !name.isEmpty else {
      return .problem("terminal", "TERM is not set", remedy: "export TERM=xterm-256color")
    }
    guard isKnown else {
      return .problem(
        "terminal", "TERM=\(name) is unknown here, or cannot place its cursor",
        remedy: "export TERM=xterm-256color, or install the package ncurses-term")
    }
    return .ok("terminal", "TERM=\(name), \(colors < 8 ? "no colors" : "\(colors) colors")")
  }

  private var sizeLine: Diagnosis {
    guard let size, size.rows > 0, size.columns > 0 else {
      return .problem("terminal", "its size is unknown", remedy: "stty rows 24 columns 80")
    }
    let text = "\(size.columns) columns, \(size.rows) rows"
    return size.rows >= Self.least.rows && size.columns >= Self.least.columns
      ? .ok("terminal", text)
      : .problem(
        "terminal", text,
        remedy: "make it larger: at least \(Self.least.columns) × \(Self.least.rows)")
  }

  private var localeLine: Diagnosis {
    isUTF8
      ? .ok("terminal", "the locale is UTF-8")
      : .problem(
        "terminal", "the locale is not UTF-8: letters beyond ASCII are shown as “?”",
        remedy: "export LC_ALL=C.UTF-8")
  }
}
