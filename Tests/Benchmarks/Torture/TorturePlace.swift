import Domain
import ExternalModel
import Foundation
import Subprocess

#if canImport(System)
  import System
#else
  import SystemPackage
#endif

/// The folder in which things are killed: inputs, the project, and the folder of temporary files.
struct TorturePlace: Sendable {
  let folder: String
  /// The keys of the labels, by index.
  let keys: [String]
  let environment: [String]

  var project: String { "\(folder)/project" }
  var manifest: String { "\(folder)/in.manifest" }
  var labels: String { "\(folder)/job/label-categories.json" }
  var job: String { "\(folder)/job/job.json" }
  var temporary: String { "\(folder)/tmp" }

  /// Makes inputs of so many items, and a project of them.
  init(folder: String, items: Int) throws {
    self.folder = folder
    let files = FileManager.default
    guard !files.fileExists(atPath: folder) else {
      throw BenchmarkError("\(folder) already exists; name a folder to be made")
    }
    try files.createDirectory(atPath: "\(folder)/tmp", withIntermediateDirectories: true)
    let own = ProcessInfo.processInfo.environment.filter {
      !["TERM", "TERMINFO", "TMPDIR", "COLUMNS", "LINES"].contains($0.key)
    }
    environment =
      own.map { "\($0.key)=\($0.value)" } + [
        "TERM=\(PlainScreen.name)", "TERMINFO=\(folder)/terminfo", "TMPDIR=\(folder)/tmp",
        "LC_ALL=C.UTF-8",
      ]
    keys = ["b", "e", "m", "t"]
    try Self.describeTerminal(in: folder)
    try files.copyItem(
      atPath: Child.repository.appending(path: "templates/news-headlines").path,
      toPath: "\(folder)/job")
    try Self.texts(items).write(toFile: manifest, atomically: true, encoding: .utf8)
    try run("init", project, "--job", job, "--input", manifest)
  }

  /// Texts that begin with their number; the label is the number's rest by 4.
  ///
  /// A word of every second one tells it, so that the model labels some and people are asked for
  /// others until the end. Every third eight has pairs that differ in their number alone.
  private static func texts(_ count: Int) -> String {
    let words = ["bank", "film", "virus", "phone"]
    var generator = SeededGenerator(seed: 7)
    var ends: [String] = []
    for item in 0..<count {
      let others = (0..<5).map { _ in "w\(Int.random(in: 0..<900, using: &generator))" }
      let word = item / 4 % 2 == 0 ? "\(words[item % 4])\(item % 7)" : "none"
      let pair = Self.pair(of: item).map { min($0, item) } ?? item
      ends.append(pair < item ? ends[pair] : "\(word) " + others.joined(separator: " "))
    }
    return ends.enumerated().map { item, end in
      // A tenth is labeled, so that the first round is due at once and training has its labels.
      let label = item % 10 == 0 ? ", \"category\": \(item % 4), \(metadata(item % 4))" : ""
      return "{\"id\": \(item), \"source\": \"item \(item) \(end)\"\(label)}\n"
    }.joined()
  }

  /// Returns the item of the same text and label, if there is one.
  static func pair(of item: Int) -> Int? {
    item / 8 % 3 == 0 ? (item % 8 < 4 ? item + 4 : item - 4) : nil
  }

  static func metadata(_ label: Int) -> String {
    let names = ["Business", "Entertainment", "Health & Medicine", "Science and Technology"]
    return "\"category-metadata\": {\"class-name\": \"\(names[label])\", \"human-annotated\": "
      + "\"yes\", \"creation-date\": \"2026-01-31T12:00:00.000000\", \"confidence\": 1, "
      + "\"type\": \"groundtruth/text-classification\", \"job-name\": \"labeling-job/before\"}"
  }

  private static func describeTerminal(in folder: String) throws {
    let source = "\(folder)/plain.terminfo"
    try PlainScreen.description.write(toFile: source, atomically: true, encoding: .utf8)
    _ = try blocking {
      try await Subprocess.run(
        .name("tic"), arguments: ["-x", "-o", "\(folder)/terminfo", source], output: .discarded)
    }
  }

  /// Runs a command to its end and returns what it wrote; throws if it fails.
  @discardableResult
  func run(_ arguments: String...) throws -> String {
    let variables = environment
    return try blocking {
      let values = variables.map { variable in
        let parts = variable.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        return (Environment.Key(rawValue: String(parts[0])), Optional(String(parts[1])))
      }
      let result = try await Subprocess.run(
        .path(FilePath(Child.program)), arguments: Arguments(arguments),
        environment: .inherit.updating(
          Dictionary(values.compactMap { key, value in key.map { ($0, value) } }) { $1 }),
        output: .string(limit: 1 << 28), error: .string(limit: 1 << 20))
      guard result.terminationStatus == .exited(0) else {
        throw BenchmarkError(
          "winnow \(arguments.joined(separator: " ")): \(result.terminationStatus) "
            + "\(result.standardError)")
      }
      return result.standardOutput
    }
  }
}
