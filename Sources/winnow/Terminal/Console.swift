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

  /// Writes JSON to standard output.
  static func json(_ text: String) {
    print(inertJSON(text))
    fflush(nil)
  }

  /// Returns the same JSON with escapes in the place of characters that a terminal obeys or hides.
  static func inertJSON(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let character = String(Character(scalar))
      if scalar == "\n" || InertText.of(character) == character {
        result.unicodeScalars.append(scalar)
      } else {
        for unit in character.utf16 { result += String(format: "\\u%04x", unit) }
      }
    }
    return result
  }

  /// Returns lines that change nothing on a terminal but its text.
  static func inert(_ lines: String) -> String {
    lines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { InertText.of(String($0)) }.joined(separator: "\n")
  }
}
