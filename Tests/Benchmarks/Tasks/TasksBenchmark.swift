import Dispatch
import Domain
import Engine
import Foundation
import Learning
import Synchronization

/// The table of tasks: what is promised, what is true, and what people had to do, for tasks of all
/// kinds made from headlines.
struct TasksBenchmark {
  static let usage = """
    benchmarks tasks FILE [--results tasks.jsonl] [--build NAME] [--rows "NAME;…"] [--seeds 1...10]
            [--kind development|held-out|all] [--target 0.95] [--most N] [--threads 1]
    """

  private var file: String
  private var results: String?
  private var build = "unnamed"
  private var names: [String] = []
  private var seeds: [UInt64] = Array(1...10)
  private var kind = "development"
  private var target = 0.95
  private var most = Int.max
  private var threads = 1

  init(_ arguments: [String]) throws {
    var rest = arguments[...]
    guard let file = rest.popFirst(), !file.hasPrefix("--") else {
      throw UsageError("benchmarks tasks needs a file.\n\(Self.usage)")
    }
    self.file = file
    while let name = rest.popFirst() {
      guard let value = rest.popFirst() else { throw UsageError("\(name) needs a value.") }
      try set(name, value)
    }
  }

  private mutating func set(_ name: String, _ value: String) throws {
    switch name {
    case "--results": results = value
    case "--build": build = value
    case "--rows": names = value.split(separator: ";").map(String.init)
    case "--kind": kind = value
    case "--target": target = Double(value) ?? target
    case "--most": most = Int(value) ?? most
    case "--threads": threads = Int(value) ?? threads
    case "--seeds":
      let ends = value.components(separatedBy: "...").compactMap { UInt64($0) }
      guard let first = ends.first, let last = ends.last, first <= last else {
        throw UsageError("“\(value)” is no range of seeds; write 1...10.")
      }
      seeds = Array(first...last)
    default: throw UsageError("There is no option \(name).\n\(Self.usage)")
    }
  }

  /// Runs every kind of row on little data.
  static func smoke() throws {
    var benchmark = try TasksBenchmark(["-"])
    (benchmark.most, benchmark.seeds, benchmark.kind) = (300, [1], "all")
    try benchmark.run(NewsRows(madeUp: 600))
  }

  func run() throws { try run(NewsRows(path: file)) }

  private func run(_ news: NewsRows) throws {
    let tasks = (LabelingTask.development + LabelingTask.heldOut).filter {
      names.isEmpty ? kind == "all" || $0.kind.rawValue == kind : names.contains($0.name)
    }
    let done = try finished()
    let open = tasks.flatMap { task in
      seeds.map { (task, $0) }.filter { !done.contains(key(task.name, $1)) }
    }
    let lock = Mutex(0)
    let failure = Mutex<(any Error)?>(nil)
    DispatchQueue.concurrentPerform(iterations: threads) { _ in
      do {
        while let (task, seed) = lock.withLock({ next in
          defer { next += 1 }
          return next < open.count ? open[next] : nil
        }) {
          let result = try result(task, news, seed: seed)
          try lock.withLock { _ in try keep(result) }
        }
      } catch { failure.withLock { $0 = error } }
    }
    if let error = failure.withLock({ $0 }) { throw error }
  }

  private func result(_ task: LabelingTask, _ news: NewsRows, seed: UInt64) throws -> TaskResult {
    var job = TaskRun(task, news, seed: seed, most: most)
    let outcome = try job.run(target: target)
    return TaskResult(
      build: build, row: task.name, kind: task.kind.rawValue, seed: seed, target: target,
      items: job.items.labels.count, human: outcome.humanShare, auto: outcome.autoShare,
      promised: outcome.promised, truth: outcome.autoAccuracy,
      alarms: outcome.alarms.map { "\($0.kind.rawValue) \($0.contradicting)/\($0.observed)" },
      closings: job.closings.map {
        "\($0.humanLabels): \($0.wrong)/\($0.drawn) of \($0.open), estimated \($0.estimate), bound \($0.lowerBound), evidence \($0.evidence ?? 0)"
      }, rounds: outcome.rounds, seconds: outcome.seconds)
  }

  private func key(_ row: String, _ seed: UInt64) -> String { "\(build)|\(row)|\(seed)|\(target)" }

  private func finished() throws -> Set<String> {
    guard let results, FileManager.default.fileExists(atPath: results) else { return [] }
    let lines = try String(contentsOfFile: results, encoding: .utf8).split(separator: "\n")
    return Set(
      lines.compactMap { line in
        (try? JSONDecoder().decode(TaskResult.self, from: Data(line.utf8))).flatMap {
          $0.build == build && $0.target == target ? key($0.row, $0.seed) : nil
        }
      })
  }

  private func keep(_ result: TaskResult) throws {
    print(result.line)
    fflush(nil)
    guard let results else { return }
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let line = try encoder.encode(result) + Data("\n".utf8)
    if !FileManager.default.fileExists(atPath: results) {
      _ = FileManager.default.createFile(atPath: results, contents: nil)
    }
    let handle = try FileHandle(forWritingTo: URL(filePath: results))
    defer { try? handle.close() }
    try handle.seekToEnd()
    try handle.write(contentsOf: line)
  }
}

/// A line of the results file: one seed of one row.
struct TaskResult: Codable {
  var build: String
  var row: String
  var kind: String
  var seed: UInt64
  var target: Double
  var items: Int
  /// Shares of the items, 0–1.
  var human: Double
  var auto: Double
  /// The lower bound that the job ended with; nil without auto-labels.
  var promised: Double?
  var truth: Double?
  var alarms: [String]
  /// The attempts to end the job.
  var closings: [String]?
  var rounds: Int
  var seconds: Double

  var line: String {
    func text(_ share: Double?) -> String {
      share.map { String(format: "%5.1f", $0 * 100) } ?? "    –"
    }
    return "\(row), seed \(seed): human \(text(human)), promised \(text(promised)),"
      + " true \(text(truth)) \(alarms.joined(separator: "; ")) (\(rounds) rounds,"
      + " \(String(format: "%.1f", seconds)) s)"
  }
}
