import Foundation

/// Why a command cannot do what it was asked to do, and what to do about it.
///
/// Nobody but the person at the terminal needs to tell one from another.
struct CommandError: Error, Equatable, CustomStringConvertible {
  let description: String

  init(_ description: String) {
    self.description = description
  }

  /// Makes the error of a refusal by the system.
  init(path: String, code: Int32) {
    self.init("\(path): \(String(cString: strerror(code)))")
  }
}
