import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// Gives files that root makes in a project to the project's owner, who must be able to write them.
package enum Ownership {
  /// Gives a file or folder the owner and group of its parent folder; does nothing unless root.
  package static func handOver(_ path: String) {
    guard geteuid() == 0 else { return }
    var folder = stat()
    let parent = URL(filePath: path).deletingLastPathComponent().path
    guard stat(parent, &folder) == 0, folder.st_uid != 0 else { return }
    _ = chown(path, folder.st_uid, folder.st_gid)
  }
}
