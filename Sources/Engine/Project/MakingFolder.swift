import Foundation
import Glibc

/// The folder in which something is made, beside the path that it gets when it is complete.
///
/// Its name has the number of the process that makes it: what a killed process left is known by it,
/// and removed before the next thing is made there.
package enum MakingFolder {
  private static let mark = ".making-"

  /// The most bytes of a name: a file system has 255, and the mark takes some.
  private static let longestName = 200

  /// Returns a path for making what is to be at `path`; throws `ProjectError.noName` if that has no
  /// name, or one that is too long.
  package static func path(for path: String) throws(ProjectError) -> String {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    let name = path.isEmpty ? "" : URL(filePath: path).lastPathComponent
    guard 1...longestName ~= name.utf8.count else { throw .noName(name, longest: longestName) }
    return "\(path)\(mark)\(getpid())-\(UUID().uuidString.prefix(8))"
  }

  /// Removes this user's folders whose process has ended, beside a path; returns their names.
  @discardableResult
  package static func removeLeftovers(beside path: String) -> [String] {
    leftovers(beside: path).filter { (try? FileManager.default.removeItem(atPath: $0)) != nil }
      .map { URL(filePath: $0).lastPathComponent }
  }

  /// Returns the paths of this user's folders beside a path whose process has ended.
  package static func leftovers(beside path: String) -> [String] {
    let folder = URL(filePath: path).deletingLastPathComponent().path
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.sorted().filter { name in
      guard let process = process(of: name), kill(process, 0) != 0, errno == ESRCH else {
        return false
      }
      return isOwn("\(folder)/\(name)")
    }.map { "\(folder)/\($0)" }
  }

  private static func process(of name: String) -> pid_t? {
    guard let range = name.range(of: mark, options: .backwards) else { return nil }
    let parts = name[range.upperBound...].split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[1].count == 8 else { return nil }
    return pid_t(parts[0]).flatMap { $0 > 1 ? $0 : nil }
  }

  /// Whether a path is a folder of this user's own, not a link.
  private static func isOwn(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
      && status.st_uid == geteuid()
  }
}
