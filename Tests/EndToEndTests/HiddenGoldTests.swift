import Foundation
import Glibc
import Subprocess
import TestSupport
import Testing

/// A member of the group at a project with gold; only root can be another user.
@Suite(.serialized, .enabled(if: geteuid() == 0)) struct HiddenGoldTests {
  private static let (member, group) = ("12345", "65534")

  @Test("No command and no screen tells a member which items are gold, or how anybody did on them")
  func hidden() async throws {
    let folder = try TemporaryFolder()
    chmod(folder.url.path, 0o711)
    let project = try await project(in: folder)
    try await inTmux { tmux in
      try await tmux.start("ana", "\(Program.path) label \(project) --worker ana")
      try await tmux.wait(for: "Business", in: "ana")
      for count in 1...12 {
        try await tmux.type("b", in: "ana")
        try await tmux.wait(for: "\(count) done", in: "ana")
      }
      let watch = Self.asMember("\(folder.path("winnow")) watch \(project)").joined(separator: " ")
      try await tmux.start("member", watch, columns: 200, rows: 60)
      let screen = try await tmux.wait(for: "the workers", in: "member") { $0.contains("ana") }
      #expect(!screen.contains("gold"))
    }
    let known = try await Program.run("workers", project)
    #expect(known.output.contains("gold"))
    for command in Self.commands(project, folder.path("o")) {
      let told = try await Self.run(as: folder.path("winnow"), command)
      #expect(told.succeeded, "\(command): \(told.errors)")
      #expect(!Self.tells(told.output), "\(command): \(told.output)")
    }
    let answers = try folder.read("o/a.annotations.jsonl")
    #expect(answers.contains("counted") && !answers.contains("gold"))
    try await leadsAnswers(project)
  }

  /// What the lead exports stands where the group can read.
  private func leadsAnswers(_ project: String) async throws {
    #expect(try await Program.run("export", project, "--partial", "--annotations").succeeded)
    let file = "\(project)/output/intermediate/annotations.jsonl"
    var status = stat()
    #expect(stat(file, &status) == 0 && status.st_mode & 0o777 == 0o600)
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("gold"))
  }

  private static func commands(_ project: String, _ outputs: String) -> [[String]] {
    [
      ["status", project], ["status", project, "--json"], ["workers", project],
      ["workers", project, "--json"], ["agreement", project], ["agreement", project, "--json"],
      ["report", project, "--output", "-"],
      ["report", project, "--format", "markdown", "--output", "-"],
      ["trace", project, "1"], ["trace", project, "1", "--json"],
      ["export", project, "--partial", "--annotations", "--output", "\(outputs)/a.manifest"],
    ]
  }

  /// JSON always has the keys: without anything in them they tell nothing.
  private static func tells(_ output: String) -> Bool {
    output.replacing(
      /"gold" : (null|\{\s*"answers" : 0,\s*"right" : 0,\s*"share" : null\s*\})/, with: ""
    )
    .lowercased().contains("gold")
  }

  private func project(in folder: TemporaryFolder) async throws -> String {
    _ = try await Program.project(
      in: folder, rows: 60, labeled: 20, activeLearning: "{\"GoldShare\": 0.5}")
    let project = folder.path("p")
    let made = try await Program.run(
      "init", project, "--job", folder.path("job.json"), "--input", folder.path("news.manifest"),
      "--group-name", "nogroup")
    #expect(made.succeeded, "\(made.errors)")
    try FileManager.default.createDirectory(
      atPath: folder.path("o"), withIntermediateDirectories: false)
    chmod(folder.path("o"), 0o777)
    // The program may stand where another user cannot go.
    try FileManager.default.copyItem(atPath: Program.path, toPath: folder.path("winnow"))
    chmod(folder.path("winnow"), 0o755)
    return project
  }

  private static func asMember(_ command: String...) -> [String] {
    ["setpriv", "--reuid", member, "--regid", group, "--clear-groups"] + command
  }

  private static func run(
    as program: String, _ arguments: [String]
  ) async throws -> Program.Outcome {
    let call = asMember(program) + arguments
    let result = try await Subprocess.run(
      .name(call[0]), arguments: Arguments(Array(call.dropFirst())),
      output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
    return Program.Outcome(
      status: result.terminationStatus, output: result.standardOutput,
      errors: result.standardError)
  }
}
