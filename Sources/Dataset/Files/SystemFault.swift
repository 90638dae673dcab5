import Foundation

/// A failed system call: the action that was tried, and the system's message.
package struct SystemFault: FaultReason {
  package let action: String
  package let message: String

  package var description: String { "cannot \(action): \(message)" }

  /// Makes an error from `errno`.
  static func faults(action: String, path: String) -> FileFaults {
    FileFaults(file: path, SystemFault(action: action, message: String(cString: strerror(errno))))
  }
}
