import ArgumentParser
import Dataset
import Domain
import Engine
import ExternalModel
import Foundation
import Glibc
import Workbench
import BuiltInService

/// `winnow model check`.
struct ModelCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Checks your own model against the contract.",
    discussion: """
      Trains and serves it on some fifty lines and checks each requirement of the contract; the \
      exit code is 0 if nothing failed. Working examples to begin with are in templates/models.

        winnow model check --command ./model.py
        winnow model check --container ./folder --hyperparameter epochs=3
        winnow model check --endpoint http://127.0.0.1:8080/invocations --labels labels.json
        winnow model check --job job.json --data news.manifest
        winnow model check --strategy ./choose
      """)

  @OptionGroup(title: "What is checked") var candidate: CheckedCandidate

  @Option(help: "A hyperparameter, as name=value; may be given several times.")
  var hyperparameter: [String] = []

  @Option(help: "Train and ask it with the labeled lines of this manifest (default: our own).")
  var data: String?

  @Option(help: "The label category file that goes with --data or --endpoint.")
  var labels: String?

  @OptionGroup var attribute: AttributeOption

  @Option(help: "Seconds for a training, a request, a start (default: the job's, else 60).")
  var timeout: Int?

  @Option(help: "The memory of a program in MB (default: the job's, else no limit).")
  var memory: Int?

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard timeout ?? 1 > 0, memory ?? 1 > 0 else {
      throw ValidationError("--timeout and --memory are at least 1")
    }
  }

  func run() throws {
    let signals = EndingSignals.endPrograms()
    defer { withExtendedLifetime(signals) {} }
    let target = try candidate.target()
    let place = FileManager.default.temporaryDirectory.appending(path: "winnow-check").path
    MakingFolder.removeLeftovers(beside: place)
    let folder = try MakingFolder.path(for: place)
    // The name that the folder has once a check has failed: messages name files in it.
    let kept = "\(place)-\(UUID().uuidString)"
    let found = try check(target, in: folder) { $0.replacing(folder, with: kept) }
    if json { Console.json(try Self.json(found).replacing(folder, with: kept)) }
    guard found.contains(where: \.check.isRefusal) else {
      if !json, found.contains(where: \.check.isFailed) {
        Console.error("It can be used; “warn” says what it should do, but need not.")
      }
      try? FileManager.default.removeItem(atPath: folder)
      return
    }
    try? FileManager.default.moveItem(atPath: folder, toPath: kept)
    let megabytes = Self.bytes(in: kept) >> 20
    Console.error(
      "What the programs read, wrote and said is in \(kept)"
        + (megabytes > 0 ? " (\(NumberText.count(megabytes)) MB)." : "."))
    throw ExitCode.failure
  }

  private typealias Found = (subject: String, check: ContractCheck)

  /// Returns the bytes of all files of a folder.
  private static func bytes(in folder: String) -> Int {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.reduce(0) { sum, name in
      var status = stat()
      return lstat("\(folder)/\(name)", &status) == 0 ? sum + Int(status.st_size) : sum
    }
  }

  /// Does the checks in a folder and prints each line as `shown` makes it.
  private func check(
    _ target: CheckTarget, in folder: String, shown: @escaping (String) -> String
  ) throws -> [Found] {
    let report = { (check: ContractCheck) in if !json { Console.line(shown("\(check)")) } }
    let model = try configured(target.model)
    var found: [Found] = []
    if model.kind != .builtIn {
      let lines = try lines(target)
      let backend = model.backend(
        labels: lines.labels, jobName: target.jobName, home: target.home)
      found =
        backend.map { ModelChecker.run($0, lines: lines, in: folder, report: report) }?
        .map { ("model", $0) } ?? []
    }
    if let command = target.strategy {
      if !json, !found.isEmpty { Console.line("The strategy:") }
      found += try StrategyChecker.run(
        command, home: target.home, in: folder, limits: ModelLimits(model), report: report
      ).map { ("strategy", $0) }
    }
    return found
  }

  /// Returns the model with the settings of the command line.
  private func configured(_ model: ActiveLearning.Model) throws -> ActiveLearning.Model {
    var model = model
    for text in hyperparameter {
      let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard parts.count == 2, !parts[0].isEmpty else {
        throw ValidationError("“\(text)” is no hyperparameter; write --hyperparameter name=value")
      }
      model.hyperparameters[String(parts[0])] = String(parts[1])
    }
    model.timeoutSeconds = timeout ?? model.timeoutSeconds
    model.memoryLimitMB = memory ?? model.memoryLimitMB
    return model
  }

  private func lines(_ target: CheckTarget) throws -> CheckLines {
    let labelFile = labels ?? target.labelFile
    guard let data else {
      if let labels, case .endpoint = target.model.kind {
        let names = try LabelCategoryFile.read(path: labels).labels.map(\.name)
        return .builtIn(labels: names)
      }
      guard labels == nil else {
        throw ValidationError("--labels goes with --data, whose lines have these labels")
      }
      return .builtIn
    }
    let attribute = try target.attribute ?? attribute.name()
    let file = try MappedFile(path: data)
    let set =
      try labelFile.map { try LabelCategoryFile.read(path: $0) }
      ?? FoundLabels.read([file], attribute: attribute)
    let manifest = try Manifest.read(file, attribute: attribute, labels: set)
    return try CheckLines(manifest, labels: set.labels.map(\.name))
  }

  private static func json(_ found: [Found]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(found.map(CheckLine.init)), as: UTF8.self)
  }
}

/// A check as `--json` prints it.
private struct CheckLine: Encodable {
  let subject: String
  let check: String
  let outcome: String
  let detail: String

  init(subject: String, check: ContractCheck) {
    self.subject = subject
    self.check = check.name.rawValue
    switch check.outcome {
    case .passed(let figure): (outcome, detail) = ("passed", figure)
    case .failed(let reason):
      (outcome, detail) = (check.name.isRequired ? "failed" : "warned", reason)
    case .skipped(let reason): (outcome, detail) = ("skipped", reason)
    }
  }
}
