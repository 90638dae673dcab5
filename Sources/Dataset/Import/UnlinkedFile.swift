import Foundation

/// An unlinked temporary file; the kernel deletes it when the process ends.
package enum UnlinkedFile {
  /// Opens a file for writing and reading; `name` is its name in messages.
  package static func open(for name: String) throws(FileFaults) -> Int32 {
    // mkstemp(3) puts six characters of its choice in the place of the X.
    let pattern = FileManager.default.temporaryDirectory.appending(path: "winnow-XXXXXX").path
    var path = Array(pattern.utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "copy", path: name) }
    unlink(path)
    // Programs that are started later do not inherit it.
    _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
    return descriptor
  }
}
