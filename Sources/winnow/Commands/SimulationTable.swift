import Domain
import Engine
import Foundation

/// The outcomes of the simulations of one variant, a run for each seed.
struct SimulationTable {
  struct Run {
    let seed: UInt64
    let outcome: SimulationOutcome
  }

  let name: String
  let runs: [Run]

  private var mean: SimulationOutcome { .mean(runs.map(\.outcome)) }

  /// Returns a line for each seed and one for the mean, in percent.
  static func text(_ tables: [SimulationTable]) -> String {
    let width = (tables.map(\.name.count).max() ?? 0) + 2
    let head =
      padded("strategy", max(16, width))
      + "  seed  people   model     accuracy   overall  rounds  seconds"
    let lines = tables.flatMap { table in
      let name = padded(table.name, max(16, width))
      return table.runs.map { line(name, "\($0.seed)", $0.outcome) }
        + [line(name, "mean", table.mean), table.promises]
    }
    return ([head] + lines).joined(separator: "\n")
  }

  /// In how many of the runs the auto-labels were as right as promised, and alarms were raised.
  private var promises: String {
    let promised = runs.filter { $0.outcome.promised != nil }
    let kept = promised.count { run in
      (run.outcome.autoAccuracy ?? 1) >= run.outcome.promised ?? 0
    }
    let alarms = runs.count { !$0.outcome.alarms.isEmpty }
    return
      "\(name): promised in \(promised.count) of \(runs.count) runs, kept in \(kept); alarms in"
      + " \(alarms)"
  }

  private static func padded(_ name: String, _ width: Int) -> String {
    name.padding(toLength: width, withPad: " ", startingAt: 0)
  }

  private static func line(_ name: String, _ seed: String, _ outcome: SimulationOutcome) -> String {
    let right = outcome.autoAccuracy.map { String(format: "%.2f", $0 * 100) } ?? "–"
    return name + seed.leftPadded(6)
      + String(format: "%8.2f%8.2f", outcome.humanShare * 100, outcome.autoShare * 100)
      + right.leftPadded(13)
      + String(
        format: "%10.2f%8d%9.1f", outcome.manifestAccuracy * 100, outcome.rounds, outcome.seconds)
  }

  /// Returns one object, or an object with one for each variant by name.
  static func json(_ tables: [SimulationTable]) throws -> String {
    let objects = tables.map { ($0.name, $0.object) }
    let whole: Any =
      objects.count == 1 ? objects[0].1 : Dictionary(objects) { first, _ in first }
    let data = try JSONSerialization.data(
      withJSONObject: whole, options: [.prettyPrinted, .sortedKeys])
    return String(decoding: data, as: UTF8.self)
  }

  private var object: [String: Any] {
    let runs = runs.map { run in
      Self.object(run.outcome).merging(["seed": run.seed]) { first, _ in first }
    }
    return ["runs": runs, "mean": Self.object(mean)]
  }

  private static func object(_ outcome: SimulationOutcome) -> [String: Any] {
    [
      "human_share": outcome.humanShare, "auto_share": outcome.autoShare,
      "auto_accuracy": outcome.autoAccuracy ?? NSNull(),
      "manifest_accuracy": outcome.manifestAccuracy, "rounds": outcome.rounds,
      "seconds": outcome.seconds, "promised": outcome.promised ?? NSNull(),
      "alarms": outcome.alarms.map(\.kind.rawValue),
    ]
  }
}

extension String {
  fileprivate func leftPadded(_ length: Int) -> String {
    String(repeating: " ", count: max(0, length - count)) + self
  }
}
