import Foundation
import Glibc

/// The users that this process's user namespace knows (user_namespaces(7)).
///
/// Anybody may make a namespace in which they bear any number, root's too. Only those who are mapped
/// into it can be told apart in there; all others have one number, the overflow user's.
enum UserNamespace {
  /// Throws if the owner of a folder is not mapped: nobody in here is who their number says then.
  static func requireOwner(of folder: String) throws {
    var status = stat()
    guard stat(folder, &status) == 0, !isMapped(status.st_uid) else { return }
    throw CommandError(
      "\(folder): its owner is unknown in the user namespace that winnow runs in, and so is who you "
        + "are to its project; run winnow outside of it, as yourself")
  }

  private static func isMapped(_ user: uid_t) -> Bool {
    user != overflowUser || mapsAll(text(of: "/proc/self/uid_map"))
  }

  /// Returns whether a map of lines `INSIDE OUTSIDE COUNT` has every user, as the first namespace's.
  static func mapsAll(_ map: String) -> Bool {
    let counts = map.split(separator: "\n").compactMap { line in
      line.split(separator: " ").last.flatMap { UInt64($0) }
    }
    return counts.reduce(0, +) >= UInt64(UInt32.max)
  }

  private static var overflowUser: uid_t {
    let number = text(of: "/proc/sys/kernel/overflowuid")
    return uid_t(number.trimmingCharacters(in: .whitespacesAndNewlines)) ?? 65_534
  }

  private static func text(of path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }
}
