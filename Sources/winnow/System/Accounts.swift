import Foundation
import Glibc

/// A login of this machine.
struct Account: Equatable {
  let name: String
  let number: uid_t
  /// All groups that the login is in, its own among them.
  let groups: Set<gid_t>
}

/// The logins and groups of this machine, see passwd(5) and group(5); tests have some of their own.
struct Accounts {
  /// Returns a login by its name; nil if there is none.
  var account: (_ name: String) -> Account? = Self.system
  /// Returns a group's name, or its number where it has none.
  var groupName: (_ number: gid_t) -> String = { number in
    getgrgid(number).map { String(cString: $0.pointee.gr_name) } ?? "\(number)"
  }

  private static func system(_ name: String) -> Account? {
    guard let entry = getpwnam(name) else { return nil }
    let (number, own) = (entry.pointee.pw_uid, entry.pointee.pw_gid)
    var count: Int32 = 1024
    var groups = [gid_t](repeating: 0, count: Int(count))
    guard getgrouplist(name, own, &groups, &count) >= 0 else {
      return Account(name: name, number: number, groups: [own])
    }
    return Account(name: name, number: number, groups: Set(groups.prefix(Int(count))).union([own]))
  }
}
