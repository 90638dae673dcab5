import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The files of a project's folder that a command believes only if they are the lead's: whoever can
/// write the database can make files in the folder, too.
package enum LeadOwnership {
  /// Returns whether there is a file; throws `FileFaults` with `fault` if someone else can write it.
  package static func hasFile(_ path: String, else fault: LeadFileFault) throws -> Bool {
    var (file, folder) = (stat(), stat())
    guard lstat(path, &file) == 0 else { return false }
    let parent = URL(filePath: path).deletingLastPathComponent().path
    guard stat(parent, &folder) == 0, folder.st_uid == file.st_uid,
      file.st_mode & S_IFMT == S_IFREG, file.st_mode & 0o022 == 0
    else { throw FileFaults(file: path, fault) }
    return true
  }
}
