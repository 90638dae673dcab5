import Dispatch
import Learning
import Synchronization

/// Runs the learner's loop on several random pools, one per seed, on all cores.
struct LearnerLoops {
  /// The results of all seeds at one target.
  struct Outcome {
    let target: Double
    let seeds: Int
    let stops: [LearningRun.Stop]

    /// The mean share of human labels; 1 for a job that did not end.
    var humanShare: Double {
      (stops.map(\.humanShare) + Array(repeating: 1, count: seeds - stops.count)).mean
    }
    var kept: Int { stops.count { $0.trueAccuracy >= target } }
    var worst: Double { stops.map(\.trueAccuracy).min() ?? 0 }
  }

  private let headlines: Headlines
  private let settings: LearnerSettings

  init(_ headlines: Headlines, _ settings: LearnerSettings) {
    self.headlines = headlines
    self.settings = settings
  }

  @discardableResult
  func run() -> [Outcome] {
    settings.targets.map { target in
      let outcome = Outcome(
        target: target, seeds: settings.seeds, stops: stops(target))
      print(
        "target \(percent(target)): mean human \(percent(outcome.humanShare)),",
        "keys \(percent(outcome.stops.map(\.pressShare).mean)),",
        "true accuracy \(percent(outcome.stops.map(\.trueAccuracy).mean)),",
        "worst \(percent(outcome.worst)), ended \(outcome.stops.count),",
        "kept in \(outcome.kept) of \(settings.seeds)")
      return outcome
    }
  }

  private func stops(_ target: Double) -> [LearningRun.Stop] {
    let stops = Mutex<[Int: LearningRun.Stop]>([:])
    DispatchQueue.concurrentPerform(iterations: settings.seeds) { index in
      let seed = settings.firstSeed + index
      let stop = self.stop(target, seed: UInt64(seed))
      if let stop { stops.withLock { $0[seed] = stop } }
    }
    return stops.withLock { stops in settings.seedRange.compactMap { stops[$0] } }
  }

  private func stop(_ target: Double, seed: UInt64) -> LearningRun.Stop? {
    var settings = settings
    if settings.seeds > 1 { settings.threads = 1 }
    let subset = headlines.subset(rows: settings.rows, seed: seed)
    var run = LearningRun(subset, settings: settings, target: target, seed: seed)
    run.run()
    guard let stop = run.stop else {
      print("seed \(seed) target \(percent(target)): not reached in \(run.rounds) rounds")
      return nil
    }
    print(
      "seed \(seed) target \(percent(target)): human \(percent(stop.humanShare)),",
      "keys \(percent(stop.pressShare)),",
      "true accuracy \(percent(stop.trueAccuracy)), estimate \(percent(stop.estimate)),",
      "round \(stop.round); once: \(run.setup.summary());",
      "a round: \(run.stopwatch.summary(rounds: run.rounds))")
    return stop
  }
}
