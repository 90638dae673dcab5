import Dataset
import Foundation
import Glibc

/// Lines of text for the person at the terminal.
///
/// They may quote names, labels and paths of files: control characters, escapes and direction marks
/// are shown as visible substitutes.
enum Console {
  /// Writes lines to standard error.
  static func error(_ lines: String) {
    FileHandle.standardError.write(Data((inert(lines) + "\n").utf8))
  }

  /// Writes lines to standard output and flushes them, also in a pipe.
  static func line(_ lines: String) {
    print(inert(lines))
    fflush(nil)
  }

  /// Returns lines that change nothing on a terminal but its text.
  static func inert(_ lines: String) -> String {
    lines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { InertText.of(String($0)) }.joined(separator: "\n")
  }
}
