import Foundation
import Subprocess
import TestSupport

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The built program, run as a user runs it.
enum Program {
  /// What a run left.
  struct Outcome: Sendable {
    let status: TerminationStatus
    let output: String
    let errors: String

    var succeeded: Bool { status == .exited(0) }
  }

  /// Stands beside the test bundle.
  static let path = URL(filePath: CommandLine.arguments[0]).deletingLastPathComponent()
    .appending(path: "winnow").path

  @discardableResult
  static func run(_ arguments: String...) async throws -> Outcome { try await run(arguments) }

  @discardableResult
  static func run(_ arguments: [String]) async throws -> Outcome {
    let result = try await Subprocess.run(
      .path(FilePath(path)), arguments: Arguments(arguments), output: .string(limit: 1 << 20),
      error: .string(limit: 1 << 20))
    return Outcome(
      status: result.terminationStatus, output: result.standardOutput,
      errors: result.standardError)
  }

  /// Makes a project of the first sample headlines in a folder; `labeled` of them keep their label.
  ///
  /// With `activeLearning` the template's job gets this object.
  static func project(
    in folder: TemporaryFolder, rows: Int = 200, labeled: Int = 0, activeLearning: String? = nil
  ) async throws -> String {
    let headlines = try String(contentsOf: SampleHeadlines.file, encoding: .utf8)
      .split(separator: "\n").prefix(rows).joined(separator: "\n")
    try (headlines + "\n").write(
      toFile: folder.path("headlines.csv"), atomically: true, encoding: .utf8)
    let prepared = try await run(
      "prepare", folder.path("headlines.csv"), "--labeled", "\(labeled)", "--seed", "1",
      "--output", folder.path("news.manifest"), "--answers", folder.path("answers.jsonl"))
    guard prepared.succeeded else { throw Failure(prepared.errors) }
    return try await initialize(in: folder, activeLearning: activeLearning)
  }

  /// Makes a project of these texts, none of them labeled.
  static func project(of texts: [String], in folder: TemporaryFolder) async throws -> String {
    let lines = texts.map { "{\"source\": \"\($0)\"}\n" }
    try folder.write("news.manifest", lines.joined())
    return try await initialize(in: folder)
  }

  private static func initialize(
    in folder: TemporaryFolder, activeLearning: String? = nil
  ) async throws -> String {
    let made = try await run(
      "init", folder.path("news"), "--input", folder.path("news.manifest"), "--job",
      try job(in: folder, activeLearning: activeLearning))
    guard made.succeeded else { throw Failure(made.errors) }
    return folder.path("news")
  }

  /// The template's job, or a copy of it in the folder with an `ActiveLearning` of one's own.
  private static func job(in folder: TemporaryFolder, activeLearning: String?) throws -> String {
    let templates = SampleHeadlines.folder("templates").appending(path: "news-headlines")
    guard let activeLearning else { return templates.appending(path: "job.json").path }
    for name in ["label-categories.json", "worker-task-template.liquid.html"] {
      try folder.write(name, try Data(contentsOf: templates.appending(path: name)))
    }
    let job = try String(contentsOf: templates.appending(path: "job.json"), encoding: .utf8)
    return try folder.write(
      "job.json", job.replacing(/\}\s*$/, with: ", \"ActiveLearning\": \(activeLearning)}"))
  }

  /// `status --json`, read back.
  static func status(_ project: String) async throws -> [String: Any] {
    let outcome = try await run("status", project, "--json")
    let json = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
    return json as? [String: Any] ?? [:]
  }

  static func count(_ project: String, _ name: String) async throws -> Int {
    let counts = try await status(project)["counts"] as? [String: Any]
    return counts?[name] as? Int ?? -1
  }

  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }
}
