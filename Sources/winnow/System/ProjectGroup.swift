import Foundation
import Glibc

/// The group that may label in a project besides its lead.
enum ProjectGroup {
  /// Returns the number of a group by its name.
  static func number(of name: String) throws -> gid_t {
    if let entry = getgrnam(name) { return entry.pointee.gr_gid }
    throw CommandError("there is no group “\(name)” on this machine; “getent group” lists them")
  }

  /// Throws if a project that is made here without a group's name would be root's group's: neither
  /// what root means nor what anybody else is in.
  static func refuseRoots(for project: String) throws {
    var status = stat()
    let place = URL(filePath: project).deletingLastPathComponent().path
    guard getegid() == 0, stat(place, &status) == 0 else { return }
    if status.st_mode & S_ISGID != 0, status.st_gid != 0 { return }
    throw CommandError(
      "--group would let in the group of root; name the group with --group-name NAME")
  }
}
