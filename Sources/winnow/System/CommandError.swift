import Dataset
import Foundation

/// A reason why a command cannot do its work, with what to do about it.
///
/// The message is for the person at the terminal; no caller distinguishes one from another.
struct CommandError: Error, Equatable, CustomStringConvertible {
  let description: String
  /// The process's exit code, for a script that must tell this end from a failure; nil for 1.
  let exitCode: Int32?

  init(_ description: String, exitCode: Int32? = nil) {
    self.description = description
    self.exitCode = exitCode
  }

  /// Makes the error of a failed system call; `code` is its `errno`.
  init(path: String, code: Int32) {
    self.init("\(path): \(SystemFault.text(ofCode: code))")
  }
}
