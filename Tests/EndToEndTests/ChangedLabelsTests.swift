import Domain
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite("Labels that change while processes work on a project")
struct ChangedLabelsTests {
  private func wait(_ what: String, until isRight: () async throws -> Bool) async throws {
    for _ in 0..<3000 {
      if try await isRight() { return }
      try await Task.sleep(for: .milliseconds(20))
    }
    throw Program.Failure("waited in vain for \(what)")
  }

  @Test(
    "A second run takes over a loop that was killed in mid-round after a change of labels",
    arguments: [
      ["merge", "Entertainment", "Business", "--yes"],
      ["split", "Business", "Companies", "Markets", "--yes"], ["add", "Sport"],
    ])
  func takeover(_ change: [String]) async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder, labeled: 80)
    try await Program.run("run", project, "--once", "--quiet")
    async let first = Program.run("run", project, "--quiet", "--kill-at", "CreateTransformJob")
    try await wait("the first loop") {
      let loop = try await Program.status(project)["loop"] as? [String: Any]
      return loop?["running"] as? Bool == true
    }
    async let second = Program.run("run", project, "--once")
    try await wait("the second loop") { try await Program.isRunning("run \(project) --once") }
    let changed = try await Program.run(["labels", change[0], project] + change.dropFirst())
    #expect(changed.succeeded, "\(changed.errors)")
    #expect(try await first.status == .signaled(SIGKILL))
    let outcome = try await second
    #expect(outcome.succeeded, "\(outcome.errors)")
    #expect(outcome.errors.contains("Another loop runs; waiting to take over."))
    #expect(outcome.output.contains("Round 2"), "\(outcome.output)")
    let export = try await Program.run("export", project, "--partial")
    #expect(export.succeeded, "\(export.errors)")
    let verified = try await Program.run("verify", project)
    #expect(verified.succeeded, "\(verified.errors)")
  }
}
