import Domain
package import Learning

/// The rules of the Ground Truth sample notebook applied to the built-in model, as a baseline.
///
/// People label a random 20 % of the items at the start. The first 10 % of the items are held out
/// for validation and never trained on. A prediction with a margin p₁ − p₂ above 0.50 becomes a
/// final label; up to 10 % of the items, at random from the rest, go to people; and so on until
/// nothing is left.
package struct GroundTruthBaseline {
  private let pool: Pool
  /// For each item the label that people give.
  private let answers: [Int]
  private let trainer: ClassifierTrainer
  private var generator: SeededGenerator

  package init(pool: Pool, answers: [Int], seed: UInt64, threads: Int = 1) {
    self.pool = pool
    self.answers = answers
    var trainer = ClassifierTrainer()
    trainer.threads = threads
    self.trainer = trainer
    generator = SeededGenerator(seed: seed)
  }

  /// Runs to the end; returns for each item its label and whether the model gave it.
  package mutating func run() -> (labels: [Int], isAuto: [Bool], rounds: Int) {
    var isHuman = [Bool](repeating: false, count: pool.count)
    for item in generator.permutation(of: pool.count).prefix(pool.count / 5) {
      isHuman[item] = true
    }
    var auto = [Int?](repeating: nil, count: pool.count)
    var rounds = 0
    while true {
      let open = isHuman.indices.filter { !isHuman[$0] && auto[$0] == nil }
      if open.isEmpty { break }
      rounds += 1
      let rows = predict(isHuman)
      for item in open {
        let best = rows.best(of: item)
        if best.first - best.second > 0.5 { auto[item] = best.label }
      }
      var rest = open.filter { auto[$0] == nil }
      generator.shuffle(&rest)
      for item in rest.prefix(max(1, pool.count / 10)) { isHuman[item] = true }
    }
    let labels = answers.indices.map { auto[$0] ?? answers[$0] }
    return (labels, auto.map { $0 != nil }, rounds)
  }

  private func predict(_ isHuman: [Bool]) -> ProbabilityRows {
    let labels = isHuman.indices.dropFirst(pool.count / 10).filter { isHuman[$0] }
      .map { HumanLabel(item: $0, label: answers[$0]) }
    let model = trainer.train(pool.features, labels: labels, classCount: pool.classCount, seed: 1)
    return pool.graph.spread(
      model.predict(pool.features, threads: trainer.threads), labels: labels,
      threads: trainer.threads)
  }
}

extension GroundTruthBaseline {
  /// Runs to the end and evaluates the labels against the gold labels.
  package mutating func outcome(gold: [Int], seconds: () -> Double) -> SimulationOutcome {
    let (labels, isAuto, rounds) = run()
    let auto = labels.indices.filter { isAuto[$0] }
    let autoRight = auto.count { labels[$0] == gold[$0] }
    let right = labels.indices.count { labels[$0] == gold[$0] }
    let total = Double(max(1, labels.count))
    return SimulationOutcome(
      humanShare: Double(labels.count - auto.count) / total,
      autoShare: Double(auto.count) / total,
      autoAccuracy: auto.isEmpty ? nil : Double(autoRight) / Double(auto.count),
      manifestAccuracy: Double(right) / total, rounds: rounds, seconds: seconds())
  }
}
