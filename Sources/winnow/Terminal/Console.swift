import Foundation
import Glibc

/// Lines of text for the person at the terminal.
enum Console {
  /// Writes a line to standard error.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes a line to standard output and flushes it, also in a pipe.
  static func line(_ line: String) {
    print(line)
    fflush(nil)
  }
}
