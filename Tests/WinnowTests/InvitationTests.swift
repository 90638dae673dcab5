import Dataset
import Domain
import Foundation
import Glibc
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct InvitationTests {
  private static let group: gid_t = 4242

  private func accounts(_ groups: Set<gid_t>, number: uid_t = 5001) -> Accounts {
    var accounts = Accounts()
    accounts.account = { $0 == "ana" ? Account(name: $0, number: number, groups: groups) : nil }
    accounts.groupName = { $0 == Self.group ? "labelers" : "\($0)" }
    return accounts
  }

  /// A project for a group, below a folder that lets others pass or not.
  private func place(_ mode: mode_t, above: mode_t = 0o755) throws -> (TemporaryFolder, String) {
    let folder = try TemporaryFolder()
    let path = folder.path("news")
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    #expect(chown(path, getuid(), Self.group) == 0 || getuid() != 0)
    #expect(chmod(path, mode) == 0 && chmod(folder.path("."), above) == 0)
    return (folder, path)
  }

  @Test("A member of the group gets the line to run", .enabled(if: getuid() == 0))
  func member() throws {
    let (folder, path) = try place(0o2770)
    let invitation = try Invitation(
      "ana", to: ProjectFolder(path: path), accounts([100, Self.group]))
    #expect(invitation.obstacles.isEmpty)
    #expect(invitation.lines.first == "Send ana this line:")
    #expect(invitation.line.hasPrefix("winnow label /") && invitation.line.hasSuffix("/news"))
    _ = folder
  }

  @Test(
    "What keeps a login out is told with the command that mends it", .enabled(if: getuid() == 0))
  func obstacles() throws {
    let (folder, path) = try place(0o2770, above: 0o700)
    let invitation = try Invitation("ana", to: ProjectFolder(path: path), accounts([100]))
    let commands = invitation.obstacles.map(\.command)
    #expect(commands.first == "sudo usermod -aG labelers ana")
    #expect(commands.count == 2 && commands.last?.hasPrefix("chmod o+x /") == true)
    #expect(invitation.lines.suffix(2).first == "Then send ana this line:")
    _ = folder
  }

  @Test("No login, the lead, and a project without a group are refused in words")
  func refused() throws {
    let (folder, path) = try place(0o700)
    let project = ProjectFolder(path: path)
    #expect(throws: CommandError.self) { try Invitation("ben", to: project, accounts([])) }
    #expect(throws: CommandError.self) {
      try Invitation("ana", to: project, accounts([], number: getuid()))
    }
    #expect(throws: CommandError.self) { try Invitation("ana", to: project, accounts([100])) }
    _ = folder
  }

  @Test("A login of this machine is found with its groups")
  func system() throws {
    let name = try #require(getpwuid(getuid()).map { String(cString: $0.pointee.pw_name) })
    let account = try #require(Accounts().account(name))
    #expect(account.number == getuid() && account.groups.contains(getgid()))
    #expect(Accounts().account("no-such-login-here") == nil)
  }
}
