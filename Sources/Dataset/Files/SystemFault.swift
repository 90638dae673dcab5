import Foundation

/// A failed system call: the action that was tried, and the system's message.
package struct SystemFault: FaultReason {
  package let action: String
  package let message: String

  package var description: String { "cannot \(action): \(message)" }

  /// Makes an error from `errno`.
  package static func faults(action: String, path: String) -> FileFaults {
    FileFaults(file: path, SystemFault(action: action, message: text(ofCode: errno)))
  }

  /// Returns what a system call's error means, and what to do about it.
  package static func text(ofCode code: Int32) -> String {
    switch code {
    case EACCES, EPERM: "permission denied; ask the owner of the file or folder for access"
    case ENOENT: "there is no such file or folder; check the path"
    case ENOSPC, EDQUOT: "no space is left on the disk; free some and try again"
    case EROFS: "the disk is read-only; use another place"
    case EEXIST: "it exists already; choose another name"
    case ENOTDIR: "a part of the path is a file, not a folder; check the path"
    case EISDIR: "it is a folder, not a file; name a file"
    default: String(cString: strerror(code))
    }
  }
}
