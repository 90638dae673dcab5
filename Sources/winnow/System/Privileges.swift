import Glibc

/// The rights of root, given up for those of a project's owner.
///
/// A project's owner could put a link in the place of any of its files: as root, writing, removing
/// or changing the owner of a file in it would reach whatever the link leads to.
enum Privileges {
  /// Makes root's process one of the folder's owner for good, with the folder's group alone; does
  /// nothing for any other user, or in root's own folder.
  ///
  /// Throws where the owner cannot be taken on: root of a user namespace has no rights over those
  /// who are not mapped into it (user_namespaces(7)).
  static func becomeOwner(of folder: String) throws {
    var status = stat()
    guard geteuid() == 0, stat(folder, &status) == 0, status.st_uid != 0 else { return }
    // The worker stays who started the command.
    _ = Identity.user
    var group = status.st_gid
    // Where a namespace forbids it, the groups are those of the user outside, not root's.
    _ = setgroups(1, &group)
    // Of root they set the real, the effective and the saved number: there is no way back.
    guard setgid(group) == 0, setuid(status.st_uid) == 0 else {
      throw CommandError(
        "\(folder) belongs to user \(status.st_uid), whose rights this process cannot take on: it is "
          + "root only inside a user namespace; run winnow outside of it")
    }
  }
}
