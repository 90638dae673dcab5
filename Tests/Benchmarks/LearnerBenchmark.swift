import Foundation

/// Measures the learner: model quality, time and memory; `TasksBenchmark` measures whole jobs.
struct LearnerBenchmark {
  static let usage = """
    benchmarks learner FILE [--peers-python PYTHON] [--quick] [--first-seed N] measures every figure
    in turn, beside the peers (peers.py says how to get them), and ends with a table.

    PART is `models` (accuracy, coverage and calibration at a number of random labels), `splits` (the same
    on a folder of train-N-SEED.tsv and test-N-SEED.tsv, lines of headline TAB label, N labels each)
    or `speed` (seconds, rows a second, memory). FILE has the form of UCI's newsCorpora.

    all:    [--rows N] [--seeds N] [--first-seed N] [--threads N]
    models: [--sizes 1000,2000,4000]
    """

  private let part: String
  private let path: String
  private let settings: LearnerSettings

  init(_ arguments: [String]) throws {
    var arguments = arguments
    // Without a part, all parts are run.
    if let first = arguments.first, !Self.parts.contains(first) {
      arguments.insert("all", at: 0)
    }
    guard arguments.count > 1, !arguments[1].hasPrefix("--") else {
      throw UsageError("benchmarks learner needs a path.\n\(Self.usage)")
    }
    (part, path) = (arguments[0], arguments[1])
    let rest = Array(arguments.dropFirst(2))
    // The whole report uses twenty pools by default.
    settings = try LearnerSettings(part == "all" ? ["--seeds", "20"] + rest : rest)
  }

  private static let parts = ["all", "models", "splits", "speed"]

  func run() throws {
    switch part {
    case "all":
      var report = LearnerReport(try Headlines(path: path), settings)
      try report.run()
    case "models": LearnerModels(settings).run(try Headlines(path: path))
    case "splits": try LearnerModels(settings).run(splitsIn: path)
    case "speed": LearnerSpeed(try Headlines(path: path), settings).run()
    default: throw UsageError("There is no part “\(part)”.\n\(Self.usage)")
    }
  }

  /// Runs every part on a few hundred made-up texts.
  static func smoke() throws {
    let headlines = Headlines(madeUp: 600)
    var settings = try LearnerSettings([])
    (settings.rows, settings.seeds, settings.sizes) = (500, 1, [100])
    LearnerModels(settings).run(headlines)
    try smokeSplits(headlines, settings)
    settings.rows = headlines.texts.count
    LearnerSpeed(headlines, settings).run()
    settings.repeats = 1
    var report = LearnerReport(headlines, settings)
    try report.run()
  }

  private static func smokeSplits(_ headlines: Headlines, _ settings: LearnerSettings) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, rows) in [("train-100-0.tsv", 0..<100), ("test-100-0.tsv", 100..<600)] {
      let lines = rows.map {
        "\(headlines.texts[$0])\t\(Headlines.categories[headlines.labels[$0]])"
      }
      try Data((lines.joined(separator: "\n") + "\n").utf8).write(to: folder.appending(path: name))
    }
    try LearnerModels(settings).run(splitsIn: folder.path)
  }
}

/// Formats a share as a percentage with two decimals.
func percent(_ share: Double) -> String { "\((share * 10_000).rounded() / 100) %" }

extension [Double] {
  var median: Double { isEmpty ? 0 : sorted()[count / 2] }
  var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }
}
