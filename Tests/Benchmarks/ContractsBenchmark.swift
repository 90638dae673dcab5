import Dataset
import Domain
import ExternalModel
import Foundation
import Learning

/// What each contract costs beside the model itself: the same Python classifier, asked directly, as
/// an executable, and over HTTP in both batch strategies.
struct ContractsBenchmark {
  private let headlines: Headlines
  private let rows: Int
  private let folder: URL

  static let usage = "benchmarks contracts [FILE] [--rows 10000]"

  init(_ arguments: [String]) throws {
    var arguments = arguments
    let rows = Self.option("--rows", in: &arguments).flatMap { Int($0) } ?? 10_000
    let all = rows + 2_000
    headlines =
      if let path = arguments.first {
        try Headlines(path: path).subset(rows: all, seed: 1)
      } else {
        Headlines(madeUp: all)
      }
    self.rows = rows
    folder = FileManager.default.temporaryDirectory.appending(
      path: "winnow-contracts-\(UUID().uuidString)", directoryHint: .isDirectory)
  }

  static func smoke() throws { try ContractsBenchmark(["--rows", "200"]).run() }

  func run() throws {
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try writePrograms()
    let container = Self.templates.appending(path: "container").path
    let trained = folder.appending(path: "trained").path
    try model(.container(path: container)).train(trainingData, in: trained)
    let bare = try bareSeconds(modelFolder: "\(trained)/ml/model")
    print("\(rows) texts, one Python classifier; seconds are the time of asking, service started")
    print(line("the classifier itself", bare, bare: bare))
    let command = try model(.command([folder.appending(path: "model.py").path]))
    try command.train(trainingData, in: folder.appending(path: "command").path)
    try report("executable", command, from: folder.appending(path: "command").path, bare: bare)
    for strategy in ActiveLearning.Model.BatchStrategy.allCases {
      try report(
        "train and serve, \(strategy.rawValue)", try model(.container(path: container), strategy),
        from: trained, bare: bare)
    }
  }

  private func report(
    _ name: String, _ model: any ModelBackend, from folder: String, bare: Double
  ) throws {
    let seconds = try model.withService(from: folder) { connection in
      let start = ContinuousClock.now
      let rows = try connection.predict(asked)
      precondition(rows.count == asked.count, "an answer for each text")
      return (ContinuousClock.now - start) / .seconds(1)
    }
    print(line(name, seconds, bare: bare))
  }

  private func line(_ name: String, _ seconds: Double, bare: Double) -> String {
    let each = (seconds - bare) / Double(rows) * 1e6
    return name.padding(toLength: 32, withPad: " ", startingAt: 0)
      + String(
        format: "%8.2f s %9.0f items/s %9.1f µs an item more", seconds, Double(rows) / seconds, each
      )
  }
}

extension ContractsBenchmark {
  private static let templates = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appending(path: "templates/models")

  private var asked: [String] { Array(headlines.texts.suffix(rows)) }

  private var trainingData: TrainingData {
    let lines = zip(headlines.texts, headlines.labels).prefix(headlines.texts.count - rows).map {
      text, label in
      Array("{\"source\": ".utf8) + JSONString.encode(text)
        + Array(", \"category\": \(label)}".utf8)
    }
    return TrainingData(train: lines, validation: [])
  }

  private func model(
    _ kind: ActiveLearning.Model.Kind,
    _ strategy: ActiveLearning.Model.BatchStrategy = .multiRecord
  ) throws -> any ModelBackend {
    var model = ActiveLearning.Model()
    model.kind = kind
    model.batchStrategy = strategy
    let backend = model.backend(
      labels: Headlines.categories, jobName: "benchmark", home: folder.path)
    guard let backend else { throw ModelFailure("the built-in model has no contract") }
    return backend
  }

  /// The container's classifier as an executable, and a loop over it without any contract.
  private func writePrograms() throws {
    let path = Self.templates.appending(path: "container").path
    let program = """
      #!/usr/bin/env python3
      import json, os, sys, time
      sys.dont_write_bytecode = True
      sys.path.insert(0, \(String(reflecting: path)))
      import classifier, contract
      mode, options = sys.argv[1], dict(zip(sys.argv[2::2], sys.argv[3::2]))
      if mode == "train":
          os.makedirs(options["--model"], exist_ok=True)
          classifier.train(contract.labeled(options["--data"]), [], {}, options["--model"])
      elif mode == "predict":
          model = classifier.Classifier(options["--model"])
          for line in sys.stdin.buffer:
              sys.stdout.write(json.dumps(contract.answer(model, line)) + "\\n")
      else:
          model = classifier.Classifier(options["--model"])
          texts = open(options["--texts"], encoding="utf-8").read().split("\\n")
          start = time.perf_counter()
          for text in texts:
              model.rank(text)
          print(time.perf_counter() - start)
      """
    let file = folder.appending(path: "model.py")
    try program.write(to: file, atomically: true, encoding: .utf8)
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: file.path)
    try asked.joined(separator: "\n").write(
      to: folder.appending(path: "texts"), atomically: true, encoding: .utf8)
  }

  private func bareSeconds(modelFolder: String) throws -> Double {
    let program = folder.appending(path: "model.py").path
    let texts = folder.appending(path: "texts").path
    let call = ProgramCall(
      name: "bare", program: program,
      arguments: ["bare", "--model", modelFolder, "--texts", texts],
      folder: folder.path)
    let (outcome, output) = try ProgramRun.collect(call, input: [])
    if let failure = outcome.failure(of: call) { throw failure }
    let said = String(decoding: output, as: UTF8.self)
    guard let seconds = Double(said.trimmingCharacters(in: .whitespacesAndNewlines)) else {
      throw ModelFailure("the classifier itself did not run")
    }
    return seconds
  }

  private static func option(_ name: String, in arguments: inout [String]) -> String? {
    guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else {
      return nil
    }
    let value = arguments[place + 1]
    arguments.removeSubrange(place...place + 1)
    return value
  }
}
