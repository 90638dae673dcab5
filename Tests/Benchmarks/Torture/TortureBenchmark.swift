import Foundation

/// Kills winnow's processes at random moments and checks that nothing which was acknowledged is lost.
///
/// Labelers answer at screens that are killed, half of them within 30 ms of a key; loops, and commands
/// that make files, are killed beside them. Prints a summary; throws if anything was lost, doubled
/// or left behind.
struct TortureBenchmark {
  static let usage = """
    benchmarks torture FOLDER [--kills 1000] [--labelers 4] [--items 6000] [--seed 1]
    """

  private let folder: String
  private let kills: Int
  private let labelers: Int
  private let items: Int
  private let seed: UInt64

  init(_ arguments: [String]) throws {
    guard let folder = arguments.first, !folder.hasPrefix("--") else {
      throw BenchmarkError("usage: \(Self.usage)")
    }
    func value(_ name: String, _ other: Int) -> Int {
      guard let place = arguments.firstIndex(of: name), place + 1 < arguments.count else {
        return other
      }
      return Int(arguments[place + 1]) ?? other
    }
    self.folder = URL(filePath: folder).standardizedFileURL.path
    kills = value("--kills", 1000)
    labelers = value("--labelers", 4)
    items = value("--items", 6000)
    seed = UInt64(value("--seed", 1))
  }

  func run() throws {
    let begin = ContinuousClock.now
    let place = try TorturePlace(folder: folder, items: items)
    let log = TortureLog()
    let seed = seed
    let kills = kills
    var work: [@Sendable () -> Void] = (0..<labelers).map { number in
      {
        TortureLabeler(
          worker: "w\(number)", place: place, log: log, seed: seed &* 1_000 &+ UInt64(number)
        ).work(untilKills: kills)
      }
    }
    let commands = TortureCommands(place: place, log: log, seed: seed)
    work.append { commands.killLoops(untilKills: kills) }
    work.append { commands.killWriters(untilKills: kills) }
    Self.together(work)
    let outcome = try TortureCheck(place: place, log: log.contents).run()
    report(outcome, log.contents, seconds: (ContinuousClock.now - begin) / .seconds(1))
    guard outcome.faults.isEmpty else {
      throw BenchmarkError("\(outcome.faults.count) faults; \(folder) is kept")
    }
    try FileManager.default.removeItem(atPath: folder)
  }

  /// Runs each in a thread of its own, and returns when all have ended.
  private static func together(_ work: [@Sendable () -> Void]) {
    let group = DispatchGroup()
    for body in work {
      group.enter()
      Thread.detachNewThread {
        body()
        group.leave()
      }
    }
    group.wait()
  }

  private func report(
    _ outcome: TortureCheck.Outcome, _ log: TortureLog.Contents, seconds: Double
  ) {
    let total = log.kills.values.reduce(0, +)
    print("\(total) kills in \(Int(seconds)) s:")
    for (name, count) in log.kills.sorted(by: { $0.key < $1.key }) { print("  \(count) \(name)") }
    for (name, count) in outcome.counts { print("\(name): \(count)") }
    for fault in outcome.faults.prefix(20) { print("FAULT: \(fault)") }
  }
}
