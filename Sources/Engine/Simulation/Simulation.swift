import Dataset
package import Domain
import Foundation
package import Store

/// A job with scripted labelers on known labels: the real loop, without screens and waiting.
package struct Simulation {
  private let loop: LearningLoop
  private let store: ProjectStore
  private let labelers: [(ScriptedLabeler, WorkerSession)]
  /// For each item its gold label.
  private let gold: [Int]

  /// Takes labelers, who take turns, each with a session of the store.
  package init(
    _ loop: LearningLoop, store: ProjectStore, labelers: [(ScriptedLabeler, WorkerSession)],
    gold: [Int]
  ) {
    self.loop = loop
    self.store = store
    self.labelers = labelers
    self.gold = gold
  }

  /// Runs the job to its end and calls `onRound` after each published round.
  package func run(onRound: (ProjectReport) throws -> Void = { _ in }) throws -> SimulationOutcome {
    let startedAt = loop.clock()
    var labelers = labelers
    var idle = 0
    while idle < 3 {
      switch try loop.advance() {
      case .wait:
        // Several take turns, or the first would leave nothing to the others.
        let most = labelers.count > 1 ? 10 : Int.max
        let given = try labelers.indices.map {
          try labelers[$0].0.work(
            on: store, as: labelers[$0].1, atMost: most, clock: loop.clock)
        }
        idle = given.reduce(0, +) == 0 ? idle + 1 : 0
      case .runRound: try onRound(store.report(now: loop.clock()))
      case .rest, .held:
        return try outcome(seconds: loop.clock().timeIntervalSince(startedAt))
      case .queueStart, .runChallenger, .complete, .endTasks, .stop: break
      }
    }
    throw ProjectError.stuck(unlabeled: try store.report(now: loop.clock()).counts.unlabeled)
  }

  private func outcome(seconds: Double) throws -> SimulationOutcome {
    let report = try store.report(now: loop.clock())
    let decisions = try store.outcome().decisions
    let auto = try loop.archive.autoLabels(round: report.rounds.last?.number ?? 0)
    var (autoCount, autoRight, right) = (0, 0, 0)
    for item in gold.indices {
      switch decisions[item] {
      case .labeled(let label, _, _), .adjudicated(let label, _, _):
        right += label == gold[item] ? 1 : 0
      case .initial: right += 1
      case .rejected, .reopened: break
      case nil:
        guard let label = auto?.labels[item], label >= 0 else { break }
        autoCount += 1
        autoRight += Int(label) == gold[item] ? 1 : 0
      }
    }
    let total = Double(max(gold.count, 1))
    let repeats = try store.snapshot(now: loop.clock()).repeats.count
    return SimulationOutcome(
      humanShare: Double(report.counts.human + repeats) / total,
      autoShare: Double(autoCount) / total,
      autoAccuracy: autoCount == 0 ? nil : Double(autoRight) / Double(autoCount),
      manifestAccuracy: Double(right + autoRight) / total, rounds: report.rounds.count,
      seconds: seconds,
      promised: autoCount == 0 ? nil : report.quality.promise?.bound,
      alarms: report.alarms.map(\.alarm))
  }
}

/// The outcome of a simulated job; shares are 0–1 of all items.
package struct SimulationOutcome: Sendable, Equatable {
  /// Initial labels and repeated answers included.
  package var humanShare: Double
  package var autoShare: Double
  /// The accuracy of the auto-labels, 0–1; nil without auto-labels.
  package var autoAccuracy: Double?
  /// The accuracy of all labels of the output, 0–1.
  package var manifestAccuracy: Double
  package var rounds: Int
  package var seconds: Double
  /// The accuracy that the auto-labels were said to have at least, 0–1; nil if nothing was promised.
  package var promised: Double?
  package var alarms: [Alarm] = []

  /// Returns the mean of several outcomes; accuracies over those with auto-labels.
  package static func mean(_ outcomes: [SimulationOutcome]) -> SimulationOutcome {
    func mean(_ values: [Double]) -> Double {
      values.isEmpty ? 0 : values.reduce(0, +) / Double(values.count)
    }
    let accuracies = outcomes.compactMap(\.autoAccuracy)
    return SimulationOutcome(
      humanShare: mean(outcomes.map(\.humanShare)), autoShare: mean(outcomes.map(\.autoShare)),
      autoAccuracy: accuracies.isEmpty ? nil : mean(accuracies),
      manifestAccuracy: mean(outcomes.map(\.manifestAccuracy)),
      rounds: Int(mean(outcomes.map { Double($0.rounds) }).rounded()),
      seconds: mean(outcomes.map(\.seconds)))
  }
}
