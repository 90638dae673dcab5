import Foundation

/// A reason why a command cannot do its work, with what to do about it.
///
/// The message is for the person at the terminal; no caller distinguishes one from another.
struct CommandError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// Makes the error of a failed system call; `code` is its `errno`.
  init(path: String, code: Int32) {
    self.init("\(path): \(String(cString: strerror(code)))")
  }
}
