import Dataset
import Foundation
import Glibc

/// The file system of a path.
enum FileSystem {
  /// Throws if a path is on a network file system, where SQLite's locks are not reliable.
  static func refuseNetwork(_ path: String) throws {
    let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8)
    try refuseNetwork(path, mountInfo: mounts ?? "")
  }

  /// Throws if a path is on a network file system by the content of `/proc/self/mountinfo`.
  static func refuseNetwork(_ path: String, mountInfo: String) throws {
    let resolved = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    guard let type = type(of: resolved, mountInfo: mountInfo), isNetwork(type) else { return }
    throw CommandError(
      "\(path) is on a network file system (\(type)), where locks are not reliable and labels "
        + "could be lost; put the project on a disk of the machine that people log in to")
  }

  /// Throws if nothing can be made in a folder, naming it.
  static func requireWritable(_ folder: String) throws {
    guard access(folder, W_OK | X_OK) == 0 else {
      throw CommandError("\(folder): \(SystemFault.text(ofCode: errno))")
    }
  }

  /// Whether this process may write a file and make others beside it.
  static func canWrite(_ file: String, in folder: String) -> Bool {
    access(folder, W_OK | X_OK) == 0 && access(file, W_OK) == 0
  }

  /// Returns why a file cannot be written.
  static func whyReadOnly(_ file: String, in folder: String) -> String {
    errno = 0
    _ = access(folder, W_OK | X_OK) == 0 && access(file, W_OK) == 0
    return errno == EROFS ? "its disk is mounted read-only" : "you may not write it"
  }

  /// Returns the status of a file, see stat(2).
  static func status(_ path: String) throws -> stat {
    var answer = stat()
    guard stat(path, &answer) == 0 else { throw CommandError(path: path, code: errno) }
    return answer
  }

  /// Returns the type of a path's file system.
  ///
  /// It is that of the longest mount point above the path, and of the latest mount on it.
  /// `mountInfo` is the content of `/proc/self/mountinfo`, see proc(5).
  static func type(of path: String, mountInfo: String) -> String? {
    var best: (length: Int, type: String)?
    for line in mountInfo.split(separator: "\n") {
      let halves = line.components(separatedBy: " - ")
      let fields = halves[0].split(separator: " ")
      guard halves.count == 2, fields.count > 4,
        let type = halves[1].split(separator: " ").first
      else { continue }
      let point = unescaped(String(fields[4]))
      let isAbove = path == point || path.hasPrefix(point == "/" ? "/" : point + "/")
      if isAbove, point.utf8.count >= best?.length ?? 0 {
        best = (point.utf8.count, String(type))
      }
    }
    return best?.type
  }

  private static func isNetwork(_ type: String) -> Bool {
    let known = [
      "nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "lustre", "gpfs", "ncpfs",
      "fuse.sshfs", "fuse.glusterfs", "glusterfs", "ocfs2", "beegfs",
    ]
    return known.contains(type)
  }

  /// Decodes spaces and tabs, which mountinfo writes as octal escapes.
  private static func unescaped(_ path: String) -> String {
    path.replacingOccurrences(of: "\\040", with: " ").replacingOccurrences(of: "\\011", with: "\t")
  }
}
