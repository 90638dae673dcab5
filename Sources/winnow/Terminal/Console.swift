import Dataset
import Foundation
import Glibc
import Synchronization
import Workbench

/// Lines of text for the person at the terminal.
///
/// They may quote names, labels and paths of files: control characters, escapes and direction marks
/// are shown as visible substitutes.
enum Console {
  /// The system's error of the first line that standard output did not take.
  private static let failure = Mutex<Int32?>(nil)

  /// Writes lines to standard error; nobody is left to be told where that fails.
  static func error(_ lines: String) { errorText(inert(shortened(lines)) + "\n") }

  /// Writes text to standard error as it is.
  static func errorText(_ text: String) {
    _ = StandardStreams.write(text.utf8, to: STDERR_FILENO)
  }

  /// Writes lines to standard output at once, also in a pipe.
  static func line(_ lines: String) { write(inert(lines)) }

  /// Writes JSON to standard output.
  static func json(_ text: String) { write(inertJSON(text)) }

  /// Throws if standard output did not take all lines; a reader that went away wants no more.
  static func requireWritten() throws {
    guard let code = failure.withLock({ $0 }), code != EPIPE else { return }
    throw StandardStreams.fault(code)
  }

  private static func write(_ text: String) {
    guard let code = StandardStreams.write((text + "\n").utf8, to: STDOUT_FILENO) else { return }
    failure.withLock { $0 = $0 ?? code }
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

  /// Returns lines of which none is longer than a message may be: what a file has is quoted in its place,
  /// and the file may have a key of a megabyte there.
  static func shortened(_ lines: String, limit: Int = 4_000) -> String {
    guard lines.utf8.count > limit else { return lines }
    return lines.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      let count = line.count
      guard count > limit else { return String(line) }
      let left = NumberText.count(count - limit)
      return "\(line.prefix(limit / 2)) … \(left) characters left out … \(line.suffix(limit / 2))"
    }.joined(separator: "\n")
  }

  /// Returns lines that change nothing on a terminal but its text.
  static func inert(_ lines: String) -> String {
    lines.split(separator: "\n", omittingEmptySubsequences: false)
      .map { InertText.of(String($0)) }.joined(separator: "\n")
  }
}
