import Foundation
import Glibc

/// What the system says of a place on disk.
enum FileSystem {
  /// Refuses file systems over a network, where SQLite's locks cannot be trusted.
  static func refuseNetwork(_ path: String) throws {
    let place = URL(filePath: path).resolvingSymlinksInPath().standardizedFileURL.path
    guard let mounts = try? String(contentsOfFile: "/proc/self/mountinfo", encoding: .utf8),
      let type = type(of: place, mountInfo: mounts), isNetwork(type)
    else { return }
    throw CommandError(
      "\(path) is on a network file system (\(type)), where locks cannot be trusted and answers "
        + "could be lost; put the project on a disk of the machine that people log in to")
  }

  static func status(_ path: String) throws -> stat {
    var answer = stat()
    guard stat(path, &answer) == 0 else { throw CommandError(path: path, code: errno) }
    return answer
  }

  /// The type of the file system that holds a path, after proc(5): the longest mount point that
  /// the path begins with, the latest of equals.
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

  /// Spaces and tabs stand as octal escapes in mountinfo.
  private static func unescaped(_ path: String) -> String {
    path.replacingOccurrences(of: "\\040", with: " ").replacingOccurrences(of: "\\011", with: "\t")
  }
}
