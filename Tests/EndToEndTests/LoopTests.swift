import Domain
import Foundation
import Subprocess
import TestSupport
import Testing

@Suite struct LoopTests {
  @Test("Killed by SIGKILL in any step and started again, the loop ends with the same counts")
  func killed() async throws {
    let folder = try TemporaryFolder()
    let whole = try await Program.project(in: folder, labeled: 80)
    let ran = try await Program.run("run", whole, "--once", "--quiet")
    #expect(ran.succeeded, "\(ran.errors)")
    let (auto, selected) = (
      try await Program.count(whole, "auto_label"), try await Program.count(whole, "selected")
    )
    #expect(selected > 0)
    for step in LoopStep.ofRound {
      let other = try TemporaryFolder()
      let project = try await Program.project(in: other, labeled: 80)
      let killed = try await Program.run(
        "run", project, "--once", "--quiet", "--kill-at", step.rawValue)
      #expect(killed.status == .signaled(SIGKILL), "\(step): \(killed.errors)")
      let again = try await Program.run("run", project, "--once", "--quiet")
      #expect(again.succeeded, "\(step): \(again.errors)")
      #expect(try await Program.count(project, "auto_label") == auto, "\(step)")
      #expect(try await Program.count(project, "selected") == selected, "\(step)")
      #expect(try await Program.count(project, "human_label") == 80, "\(step)")
    }
  }

  @Test("Files of a project that were lost come back with the next loop")
  func lostFiles() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder, labeled: 80)
    try await Program.run("run", project, "--once", "--quiet")
    for name in ["rounds/1/autoLabels", "input.lines", "graph"] {
      try FileManager.default.removeItem(atPath: "\(project)/\(name)")
    }
    #expect(try await !Program.run("export", project, "--partial").succeeded)
    let again = try await Program.run("run", project, "--once", "--quiet")
    #expect(again.succeeded, "\(again.errors)")
    for arguments in [["export", project, "--partial"], ["verify", project]] {
      let outcome = try await Program.run(arguments)
      #expect(outcome.succeeded, "\(outcome.errors)")
    }
    #expect(try await Program.count(project, "human_label") == 80)
  }

  @Test("A fully labeled input completes at once, and its export is itself")
  func fullyLabeled() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder, rows: 50, labeled: 50)
    let ran = try await Program.run("run", project, "--until-done")
    #expect(ran.succeeded && ran.output.contains("Completed"), "\(ran.errors)")
    #expect(try await Program.status(project)["LabelingJobStatus"] as? String == "Completed")
    let output = try Data(
      contentsOf: URL(filePath: "\(project)/output/final_output.manifest"))
    #expect(output == (try Data(contentsOf: folder.url.appending(path: "news.manifest"))))
  }

  @Test("Two exports are the same to the byte, keep every line, and are an input again")
  func exports() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder, labeled: 80)
    try await Program.run("run", project, "--once", "--quiet")
    for name in ["one", "two"] {
      let done = try await Program.run(
        "export", project, "--partial", "--output", folder.path(name))
      #expect(done.succeeded, "\(done.errors)")
    }
    let one = try Data(contentsOf: folder.url.appending(path: "one"))
    #expect(one == (try Data(contentsOf: folder.url.appending(path: "two"))))
    #expect(one.count { $0 == 0x0A } == 200)
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    let again = try await Program.run(
      "init", folder.path("again"), "--job", job, "--input", folder.path("one"))
    #expect(again.succeeded, "\(again.errors)")
  }

  @Test("An export before the end is refused in words, unless it is asked for")
  func earlyExport() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(in: folder)
    let outcome = try await Program.run("export", project)
    #expect(!outcome.succeeded && outcome.errors.contains("--partial"))
  }
}

extension Program {
  /// Whether a process with these words in its command line runs.
  static func isRunning(_ words: String) async throws -> Bool {
    let result = try await Subprocess.run(
      .name("pgrep"), arguments: ["-f", "--", words], output: .discarded)
    return result.terminationStatus == .exited(0)
  }

  /// Sends a signal to the child of a process.
  static func signal(_ name: String, childOf parent: String) async throws -> Bool {
    let result = try await Subprocess.run(
      .name("pkill"), arguments: ["-\(name)", "-P", parent, "winnow"], output: .discarded)
    return result.terminationStatus == .exited(0)
  }
}

/// A process that keeps others from a project's database.
@Suite(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/python3")))
struct HeldDatabaseTests {
  @Test("A write that waits in vain names the process that holds the database")
  func held() async throws {
    let folder = try TemporaryFolder()
    let project = try await Program.project(of: ["one", "two"], in: folder)
    let script = """
      import sqlite3, time
      c = sqlite3.connect("\(project)/project.sqlite", isolation_level=None)
      c.execute("BEGIN IMMEDIATE")
      print("held", flush=True)
      time.sleep(600)
      """
    _ = try await Subprocess.run(
      .name("python3"), arguments: ["-c", script], input: .none, output: .sequence,
      error: .discarded
    ) { execution in
      for try await _ in execution.standardOutput.strings() { break }
      let outcome = try await Program.run("pause", project)
      let holder = "process \(execution.processIdentifier.value) (python3, of "
      #expect(!outcome.succeeded && outcome.errors.contains(holder), "\(outcome.errors)")
      try execution.send(signal: .kill)
    }
  }
}
