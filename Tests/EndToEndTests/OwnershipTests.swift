import Foundation
import Glibc
import Subprocess
import TestSupport
import Testing

/// Root at work on somebody else's project; only root can try it.
@Suite(.enabled(if: geteuid() == 0)) struct OwnershipTests {
  private static let owner: uid_t = 65534

  /// Makes a project of two texts that belongs to another user, in a folder that they can reach.
  private func project(in folder: TemporaryFolder) async throws -> String {
    chmod(folder.url.path, 0o711)
    let path = try await Program.project(of: ["one", "two"], in: folder)
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] {
      chown("\(path)/\(name)", Self.owner, Self.owner)
    }
    return path
  }

  private func owner(_ path: String) -> uid_t {
    var status = stat()
    return lstat(path, &status) == 0 ? status.st_uid : .max
  }

  @Test("What root writes into a project belongs to its owner")
  func files() async throws {
    let folder = try TemporaryFolder()
    let path = try await project(in: folder)
    #expect(try await Program.run("run", path, "--once", "--quiet").succeeded)
    #expect(try await Program.run("export", path, "--partial").succeeded)
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) {
      #expect(owner("\(path)/\(name)") == Self.owner, "\(name)")
    }
  }

  @Test("A link in the place of a project's file leads root nowhere")
  func links() async throws {
    let folder = try TemporaryFolder()
    let path = try await project(in: folder)
    try FileManager.default.createDirectory(
      atPath: folder.path("roots"), withIntermediateDirectories: false,
      attributes: [.posixPermissions: 0o700])
    try folder.write("roots/input.manifest", "root's own")
    for name in ["output/intermediate", "rounds"] {
      try FileManager.default.removeItem(atPath: "\(path)/\(name)")
      try FileManager.default.createSymbolicLink(
        atPath: "\(path)/\(name)", withDestinationPath: folder.path("roots"))
    }
    _ = try await Program.run("run", path, "--once", "--quiet")
    #expect(try await !Program.run("export", path, "--partial").succeeded)
    #expect(try folder.read("roots/input.manifest") == "root's own")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("roots")).count == 1)
    #expect(owner(folder.path("roots/input.manifest")) == 0)
  }

  @Test("Nobody but the owner can open the loop's lock, so nobody else can hold it")
  func lock() async throws {
    let folder = try TemporaryFolder()
    let path = try await project(in: folder)
    _ = try await Program.run("run", path, "--once", "--quiet")
    var status = stat()
    #expect(lstat("\(path)/loop.lock", &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(status.st_uid == Self.owner)
  }

  @Test("Root of a user namespace is nobody in a project whose owner is not mapped into it")
  func namespaces() async throws {
    let folder = try TemporaryFolder()
    let foreign = try await project(in: folder)
    let own = try TemporaryFolder()
    let mine = try await Program.project(of: ["one", "two"], in: own)
    let commands = [
      ["label", foreign, "--worker", "brk3"], ["model", "switch", foreign], ["status", foreign],
      ["set", foreign, "--target", "0.9"], ["run", foreign, "--once"],
    ]
    for user in ["--map-root-user", "--map-user=65534", "--map-user=1234"] {
      for command in commands {
        let outcome = try await Self.unshare([user, Program.path] + command)
        #expect(outcome.errors.contains("owner is unknown in the user namespace"), "\(command)")
      }
    }
    #expect(try await Self.unshare(["--map-root-user", Program.path, "status", mine]).succeeded)
    let ran = try await Self.unshare(["--map-root-user", Program.path, "run", mine, "--once"])
    #expect(ran.succeeded, "\(ran.errors)")
  }

  private static func unshare(_ arguments: [String]) async throws -> Program.Outcome {
    let result = try await Subprocess.run(
      .name("unshare"), arguments: Arguments(["--user"] + arguments),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return Program.Outcome(
      status: result.terminationStatus, output: result.standardOutput,
      errors: result.standardError)
  }

  @Test("A file that a member has put into SQLite's way is named, and moved aside for the lead")
  func foreignLog() async throws {
    let folder = try TemporaryFolder()
    let path = try await Program.project(of: ["one", "two"], in: folder)
    for name in ["wal", "shm", "journal"] {
      try folder.write("news/project.sqlite-\(name)", "kept")
      chmod("\(path)/project.sqlite-\(name)", 0o600)
      chown("\(path)/project.sqlite-\(name)", Self.owner, Self.owner)
      let opened = try await Program.run("status", path)
      #expect(opened.succeeded && opened.errors.contains("project.sqlite-\(name) was nobody's"))
      #expect(try folder.read("news/project.sqlite-\(name).moved-1") == "kept")
    }
  }

  @Test("A pipe that a member has put into SQLite's way is moved aside, too")
  func foreignPipe() async throws {
    let folder = try TemporaryFolder()
    let path = try await Program.project(of: ["one", "two"], in: folder)
    for name in ["wal", "shm", "journal"] {
      try? FileManager.default.removeItem(atPath: "\(path)/project.sqlite-\(name)")
      #expect(mkfifo("\(path)/project.sqlite-\(name)", 0o600) == 0)
      chown("\(path)/project.sqlite-\(name)", Self.owner, Self.owner)
      let opened = try await Program.run("status", path)
      #expect(opened.succeeded && opened.errors.contains("project.sqlite-\(name) was nobody's"))
    }
  }

  @Test("A project for a group belongs to the group that is named, never in silence to root's")
  func group() async throws {
    let folder = try TemporaryFolder()
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    let input = try folder.write("in.manifest", "{\"source\": \"one\"}\n{\"source\": \"two\"}\n")
    let call = ["init", folder.path("p"), "--job", job, "--input", input]
    let refused = try await Program.run(call + ["--group"])
    #expect(!refused.succeeded && refused.errors.contains("--group-name"))
    let unknown = try await Program.run(call + ["--group-name", "no-such-group"])
    #expect(unknown.errors.contains("there is no group “no-such-group”"))
    try FileManager.default.createDirectory(
      atPath: folder.path("shared"), withIntermediateDirectories: false)
    chown(folder.path("shared"), 0, Self.owner)
    chmod(folder.path("shared"), 0o2770)
    let inherited = ["init", folder.path("shared/p")] + call.dropFirst(2) + ["--group"]
    #expect(try await Program.run(inherited).succeeded)
    #expect(try await Program.run(call + ["--group-name", "nogroup"]).succeeded)
    var status = stat()
    for project in ["p", "shared/p"] {
      for name in ["", "/project.sqlite", "/rounds", "/input.manifest"] {
        let path = folder.path(project) + name
        #expect(stat(path, &status) == 0 && status.st_gid == Self.owner, "\(path)")
      }
    }
  }
}
