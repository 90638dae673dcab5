import Foundation

/// A file for the time that the program runs: without a name it is gone however the program ends.
package enum NamelessFile {
  /// Opens one to write and read; `name` is what messages call it.
  package static func open(for name: String) throws(FileFaults) -> Int32 {
    // mkstemp(3) wants six X, in whose place it puts a name that is free.
    let pattern = FileManager.default.temporaryDirectory.appending(path: "winnow-XXXXXX").path
    var path = Array(pattern.utf8CString)
    let descriptor = mkstemp(&path)
    guard descriptor >= 0 else { throw SystemFault.faults(action: "copy", path: name) }
    unlink(path)
    return descriptor
  }
}
