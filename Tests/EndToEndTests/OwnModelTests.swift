import Foundation
import Subprocess
import TestSupport
import Testing

/// The language in which the template models are written.
private enum Python {
  static let isThere = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    .contains { FileManager.default.isExecutableFile(atPath: "\($0)/python3") }
}

/// Skipped aloud where there is no Python.
@Suite(.enabled(if: Python.isThere, "python3 is not installed"))
struct OwnModelTests {
  private static func template(_ name: String) -> String {
    SampleHeadlines.folder("templates").appending(path: "models/\(name)").path
  }

  @Test("A simulation with a model of one's own runs to its end beside the built-in one")
  func simulated() async throws {
    let ran = try await Program.run(
      "simulate", SampleHeadlines.file.path, "--sample", "600", "--target", "0.7", "--quiet",
      "--model", "built-in,\(Self.template("naive-bayes/model.py"))", "--json")
    #expect(ran.succeeded, "\(ran.errors)")
    let json = try JSONSerialization.jsonObject(with: Data(ran.output.utf8))
    let table = try #require(json as? [String: [String: Any]])
    #expect(table.count == 2)
    for (name, result) in table {
      let mean = try #require(result["mean"] as? [String: Any])
      let auto = try #require(mean["auto_share"] as? Double)
      #expect(auto > 0.1 && auto < 1, "\(name)")
    }
  }

  @Test("A project's own model labels, its failure is shown, and mended it goes on")
  func failing() async throws {
    let folder = try TemporaryFolder()
    let project = try await Self.project(in: folder, named: "model.py")
    let broken = try await Program.run("run", project, "--once", "--quiet")
    #expect(broken.status == .exited(1))
    #expect(broken.errors.contains("I cannot learn today"), "\(broken.errors)")
    let loop = try await Program.status(project)["loop"] as? [String: Any]
    #expect(loop?["state"] as? String == "failed")
    #expect((loop?["failure"] as? String)?.contains("I cannot learn today") == true)
    #expect(try await Program.count(project, "human_label") == 80)

    try Self.copy("naive-bayes/model.py", to: folder, as: "model.py")
    let mended = try await Program.run("run", project, "--once", "--quiet")
    #expect(mended.succeeded, "\(mended.errors)")
    let status = try await Program.status(project)
    #expect(status["model"] as? String == "./model.py")
    #expect((status["loop"] as? [String: Any])?["state"] as? String == "waiting")
    #expect(try await Program.count(project, "selected") > 0)
    let exported = try await Program.run("export", project, "--partial", "--model")
    #expect(exported.succeeded, "\(exported.errors)")
    let handedOver = "\(project)/output/intermediate/model/model.json"
    #expect(FileManager.default.fileExists(atPath: handedOver))
  }

  @Test("A challenger runs beside the champion, and the lead switches")
  func switched() async throws {
    let folder = try TemporaryFolder()
    try Self.copy("naive-bayes/model.py", to: folder, as: "model.py")
    let project = try await Program.project(
      in: folder, labeled: 80,
      activeLearning: #"{"TargetAccuracy": 0.7, "Challenger": {"Command": ["./model.py"]}}"#)
    let ran = try await Program.run("run", project, "--once", "--quiet")
    #expect(ran.succeeded, "\(ran.errors)")
    var challenge = try await Program.status(project)["challenge"] as? [String: Any]
    #expect(challenge?["champion"] as? String == "built-in")
    #expect(challenge?["challenger"] as? String == "./model.py")
    #expect(challenge?["challenger_auto"] is Int && challenge?["failure"] is NSNull)

    #expect(try await Program.run("model", "switch", project).succeeded)
    #expect(try await Program.run("run", project, "--once", "--quiet").succeeded)
    let status = try await Program.status(project)
    #expect(status["model"] as? String == "./model.py")
    challenge = status["challenge"] as? [String: Any]
    #expect(challenge?["challenger"] as? String == "built-in")
  }

  @Test("Logic of one's own chooses, and auto-labels only as far as the target allows")
  func ownStrategy() async throws {
    let folder = try TemporaryFolder()
    try Self.copy("strategy/choose", to: folder, as: "choose")
    let project = try await Program.project(
      in: folder, labeled: 80,
      activeLearning: #"{"TargetAccuracy": 0.7, "Strategy": {"Command": ["./choose"]}}"#)
    let ran = try await Program.run("run", project, "--once", "--quiet")
    #expect(ran.succeeded, "\(ran.errors)")
    #expect(try await Program.count(project, "selected") > 0)
  }

  @Test("A job whose program is not there is refused by init")
  func missingProgram() async throws {
    let folder = try TemporaryFolder()
    await #expect(throws: Program.Failure.self) {
      try await Program.project(
        in: folder, activeLearning: #"{"Model": {"Command": ["./nothing.py"]}}"#)
    }
    #expect(try !folder.contents.contains("news"))
  }

  /// A project whose model, a program of this name in the folder, cannot learn.
  private static func project(in folder: TemporaryFolder, named name: String) async throws -> String
  {
    try folder.write(name, "#!/bin/sh\necho I cannot learn today >&2\nexit 3\n")
    try makeExecutable(folder.path(name))
    return try await Program.project(
      in: folder, labeled: 80,
      activeLearning: #"{"TargetAccuracy": 0.7, "Model": {"Command": ["./\#(name)"]}}"#)
  }

  private static func copy(_ template: String, to folder: TemporaryFolder, as name: String) throws {
    try folder.write(name, try Data(contentsOf: URL(filePath: Self.template(template))))
    try makeExecutable(folder.path(name))
  }

  private static func makeExecutable(_ path: String) throws {
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: path)
  }
}
