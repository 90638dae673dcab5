import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct FileSystemTests {
  private static let mounts = """
    22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
    30 22 0:25 / /home rw shared:2 - nfs4 server:/home rw
    31 22 8:2 / /home/local rw shared:3 - ext4 /dev/sdb1 rw
    32 22 0:26 / /mnt/with\\040space rw - cifs //server/share rw
    33 22 0:27 / /mnt/twice rw - ext4 /dev/sdc1 rw
    34 33 0:28 / /mnt/twice rw - fuse.sshfs host: rw
    nonsense
    35 22 0:29 / /short
    """

  @Test(
    "The file system of a path is that of the longest and latest mount point above it",
    arguments: [
      ("/", "ext4"), ("/home", "nfs4"), ("/home/ana/news", "nfs4"), ("/homes", "ext4"),
      ("/home/local/news", "ext4"), ("/mnt/with space/news", "cifs"),
      ("/mnt/twice/news", "fuse.sshfs"),
    ])
  func type(path: String, expected: String) {
    #expect(FileSystem.type(of: path, mountInfo: Self.mounts) == expected)
  }

  @Test("A path without a mount point has no file system")
  func noMount() {
    #expect(FileSystem.type(of: "/home", mountInfo: "") == nil)
  }

  @Test(
    "Network file systems are refused with their type",
    arguments: ["/home/ana/news", "/mnt/with space/news", "/mnt/twice"])
  func network(path: String) {
    let error = #expect(throws: CommandError.self) {
      try FileSystem.refuseNetwork(path, mountInfo: Self.mounts)
    }
    #expect(error?.description.hasPrefix("\(path) is on a network file system (") == true)
  }

  @Test("Local file systems are accepted", arguments: ["/", "/home/local", "/var/lib/news"])
  func local(path: String) throws {
    try FileSystem.refuseNetwork(path, mountInfo: Self.mounts)
  }

  @Test("The status of a missing file is an error with its path")
  func missing() throws {
    let folder = try TemporaryFolder()
    let error = #expect(throws: CommandError.self) { _ = try FileSystem.status(folder.path("x")) }
    #expect(
      error?.description == "\(folder.path("x")): there is no such file or folder; check the path")
  }
}
