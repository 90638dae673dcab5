import Dataset
import Foundation
import Glibc

/// The obstacles that keep a login from labeling in a project, and the line to send to the person.
struct Invitation {
  /// A thing to be mended, and the command that does.
  struct Obstacle: Equatable {
    let text: String
    let command: String
  }

  let account: Account
  let obstacles: [Obstacle]
  /// The command that the person runs.
  let line: String

  /// Looks at a project's folder for a login; changes nothing.
  ///
  /// Throws a `CommandError` if there is no such login, or if the project is its lead's alone.
  init(_ login: String, to folder: ProjectFolder, _ accounts: Accounts = Accounts()) throws {
    guard let account = accounts.account(login) else {
      throw CommandError(
        "there is no login “\(login)” on this machine; an administrator makes one with “adduser "
          + "\(ShellWord.quoted(login))”")
    }
    let path = URL(filePath: folder.path).resolvingSymlinksInPath().standardizedFileURL.path
    let status = try FileSystem.status(path)
    guard status.st_uid != account.number else {
      throw CommandError("\(login) is the lead of \(folder.path), and needs no invitation")
    }
    guard status.st_mode & 0o070 == 0o070 else {
      throw CommandError(
        "\(folder.path) lets in nobody but its owner (mode "
          + "\(String(status.st_mode & 0o7777, radix: 8))); “winnow init --group-name NAME” makes a "
          + "project for a group")
    }
    self.account = account
    let group = accounts.groupName(status.st_gid)
    let isMember = account.groups.contains(status.st_gid)
    let joining = Obstacle(
      text:
        "\(login) is not in the group “\(group)” of the project; an administrator runs this, and"
        + " \(login) logs in anew",
      command: "sudo usermod -aG \(ShellWord.quoted(group)) \(ShellWord.quoted(login))")
    let groups = account.groups.union([status.st_gid])
    obstacles =
      (isMember || account.number == 0 ? [] : [joining])
      + Self.closed(above: path, to: account, groups)
    line = "winnow label \(ShellWord.quoted(path))"
  }

  /// The folders above a path that the login cannot pass through, the outermost first.
  private static func closed(
    above path: String, to account: Account, _ groups: Set<gid_t>
  ) -> [Obstacle] {
    guard account.number != 0 else { return [] }
    var folders: [String] = []
    var folder = URL(filePath: path).deletingLastPathComponent().path
    while folders.last != folder {
      folders.append(folder)
      folder = URL(filePath: folder).deletingLastPathComponent().path
      if folder.isEmpty { break }
    }
    return folders.reversed().compactMap { folder in
      guard let status = try? FileSystem.status(folder) else { return nil }
      let isOwn = status.st_uid == account.number
      let isOfGroup = groups.contains(status.st_gid)
      let (bit, who): (mode_t, String) =
        isOwn ? (0o100, "u") : isOfGroup ? (0o010, "g") : (0o001, "o")
      guard status.st_mode & bit == 0 else { return nil }
      return Obstacle(
        text: "\(account.name) cannot pass through \(folder); whoever owns it runs",
        command: "chmod \(who)+x \(ShellWord.quoted(folder))")
    }
  }

  var lines: [String] {
    let missing = obstacles.flatMap { ["\($0.text):", "  \($0.command)"] }
    let head =
      obstacles.isEmpty ? "Send \(account.name) this line:" : "Then send \(account.name) this line:"
    return missing + [head, "  \(line)"]
  }
}
