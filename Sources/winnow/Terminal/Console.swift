import Foundation
import Glibc

/// Lines for people beside a command's output.
enum Console {
  /// Writes a line to standard error.
  static func error(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
  }

  /// Writes a line to standard output at once, also into a pipe.
  static func line(_ line: String) {
    print(line)
    fflush(nil)
  }
}
