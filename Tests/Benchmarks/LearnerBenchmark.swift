import Learning

/// The learner's loop on real headlines: human share, kept accuracy, and seconds a step.
struct LearnerBenchmark {
  private let path: String
  private let settings: LoopSettings

  init(_ arguments: [String]) throws {
    guard let path = arguments.first, !path.hasPrefix("--") else {
      throw UsageError("benchmarks learner needs the path of a file of headlines.")
    }
    self.path = path
    settings = try LoopSettings(Array(arguments.dropFirst()))
  }

  func run() throws {
    let headlines = try Headlines(path: path)
    var stops: [LearningRun.Stop] = []
    for seed in settings.firstSeed..<settings.firstSeed + settings.seeds {
      let subset = headlines.subset(rows: settings.rows, seed: UInt64(seed))
      var run = LearningRun(subset, settings: settings, seed: UInt64(seed))
      run.run()
      for stop in run.stops {
        print(
          "seed \(seed) target \(percent(stop.target)): human \(percent(stop.humanShare)),",
          "auto \(percent(1 - stop.humanShare)), true accuracy \(percent(stop.trueAccuracy)),",
          "estimate \(percent(stop.estimate)), round \(stop.round)")
      }
      print("seed \(seed) once: \(run.setup.summary())")
      print("seed \(seed) a round: \(run.stopwatch.summary(rounds: run.rounds))")
      stops += run.stops
    }
    summarize(stops)
  }

  private func summarize(_ stops: [LearningRun.Stop]) {
    for target in settings.targets {
      let reached = stops.filter { $0.target == target }
      guard !reached.isEmpty else { continue }
      let human = reached.map(\.humanShare).reduce(0, +) / Double(reached.count)
      let accuracy = reached.map(\.trueAccuracy).reduce(0, +) / Double(reached.count)
      let worst = reached.map(\.trueAccuracy).min() ?? 0
      print(
        "target \(percent(target)): mean human \(percent(human)),",
        "true accuracy \(percent(accuracy)), worst \(percent(worst)),",
        "kept in \(reached.count { $0.trueAccuracy >= target }) of \(settings.seeds)")
    }
  }
}
