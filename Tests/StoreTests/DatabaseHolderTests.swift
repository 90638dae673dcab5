import Foundation
import Glibc
import TestSupport
import Testing

@testable import SQLiteDriver

@Suite struct DatabaseHolderTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = try folder.write("project.sqlite", "")
    try folder.write("project.sqlite-shm", "")
  }

  private func inode(_ name: String) -> UInt64 {
    var status = stat()
    return stat(folder.path(name), &status) == 0 ? UInt64(status.st_ino) : 0
  }

  private func words(_ kind: String, _ process: Int32, _ file: String, _ bytes: String) -> String? {
    let others =
      "1: FLOCK  ADVISORY  WRITE 7 fe:00:1 0 EOF\n2: -> POSIX  ADVISORY  WRITE 7 fe:00:1 0 1\n"
    return DatabaseHolder.words(
      path: path,
      locks: others + "3: \(kind) ADVISORY  WRITE \(process) fe:00:\(inode(file)) \(bytes)\n")
  }

  @Test(
    "The process that holds the writer's lock is named, with its command, its user and a way out")
  func holder() throws {
    let said = try #require(words("POSIX", getppid(), "project.sqlite-shm", "120 120"))
    #expect(said.contains("process \(getppid()) (") && said.contains(", of "))
    #expect(said.contains("kill \(getppid())"))
    #expect(words("POSIX", getppid(), "project.sqlite", "1073741826 1073742335") != nil)
    #expect(words("POSIX", getppid(), "project.sqlite-shm", "0 EOF") != nil)
    #expect(words("POSIX", getppid(), "project.sqlite-shm", "123 127") != nil)
  }

  @Test("Readers and this process hold nothing, and one without a number is said to be unknown")
  func others() throws {
    #expect(words("POSIX", getppid(), "project.sqlite-shm", "128 128") == nil)
    #expect(words("POSIX", getpid(), "project.sqlite-shm", "120 120") == nil)
    #expect(words("OFDLCK", -1, "project.sqlite-shm", "120 120")?.contains("lsof") == true)
    #expect(words("POSIX", 0, "project.sqlite-shm", "120 120")?.contains("does not name") == true)
  }
}
