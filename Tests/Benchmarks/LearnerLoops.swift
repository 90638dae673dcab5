import Learning

/// The learner's loop over several random pools.
struct LearnerLoops {
  private let headlines: Headlines
  private let settings: LearnerSettings

  init(_ headlines: Headlines, _ settings: LearnerSettings) {
    self.headlines = headlines
    self.settings = settings
  }

  func run() {
    var stops: [LearningRun.Stop] = []
    for seed in settings.seedRange {
      let subset = headlines.subset(rows: settings.rows, seed: UInt64(seed))
      var run = LearningRun(subset, settings: settings, seed: UInt64(seed))
      run.run()
      for stop in run.stops {
        print(
          "seed \(seed) target \(percent(stop.target)): human \(percent(stop.humanShare)),",
          "keys \(percent(stop.pressShare)),",
          "auto \(percent(1 - stop.humanShare)), true accuracy \(percent(stop.trueAccuracy)),",
          "estimate \(percent(stop.estimate)), round \(stop.round)")
      }
      print("seed \(seed) once: \(run.setup.summary())")
      print("seed \(seed) a round: \(run.stopwatch.summary(rounds: run.rounds))")
      stops += run.stops
    }
    for target in settings.targets { summarize(target, stops.filter { $0.target == target }) }
  }

  private func summarize(_ target: Double, _ stops: [LearningRun.Stop]) {
    print(
      "target \(percent(target)): mean human \(percent(stops.map(\.humanShare).mean)),",
      "keys \(percent(stops.map(\.pressShare).mean)),",
      "true accuracy \(percent(stops.map(\.trueAccuracy).mean)),",
      "worst \(percent(stops.map(\.trueAccuracy).min() ?? 0)), ended \(stops.count),",
      "kept in \(stops.count { $0.trueAccuracy >= target }) of \(settings.seeds)")
  }
}
