import Foundation

/// A refusal of the system: what was tried, and the system's own message.
package struct SystemFault: FaultReason {
  package let action: String
  package let message: String

  package var description: String { "cannot \(action): \(message)" }

  /// Makes the error that `errno` tells of.
  static func faults(action: String, path: String) -> FileFaults {
    FileFaults(file: path, SystemFault(action: action, message: String(cString: strerror(errno))))
  }
}
