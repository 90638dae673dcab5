import Domain
import Learning

/// The active-learning loop in memory, with simulated labelers.
struct LearningRun {
  /// The round in which the job ended; shares are 0–1 of all rows.
  struct Stop {
    let humanShare: Double
    /// The number of answers by the number of rows: below the human share if answers are copied to
    /// stacks.
    let pressShare: Double
    let trueAccuracy: Double
    let estimate: Double
    let round: Int
  }

  private let headlines: Headlines
  private let settings: LearnerSettings
  private let target: Double
  private let seed: UInt64
  private(set) var stopwatch = Stopwatch()
  private(set) var setup = Stopwatch()
  /// Nil if the target was not reached with `most` labels.
  private(set) var stop: Stop?
  /// Whether the last round reached the target.
  private var reached = false
  private(set) var rounds = 0
  private var presses = 0

  init(_ headlines: Headlines, settings: LearnerSettings, target: Double, seed: UInt64) {
    self.headlines = headlines
    self.target = target
    self.settings = settings
    self.seed = seed
  }

  mutating func run() {
    let features = setup.measure("features") {
      TextFeatures(texts: headlines.texts, threads: settings.threads)
    }
    let graph = setup.measure("graph") { NeighborGraph(features, threads: settings.threads) }
    let stories = settings.groups == .story ? RowGroups(keys: headlines.stories) : nil
    let stacks = setup.measure("stacks") { Stacks(graph) }
    let groups = settings.groups == .near ? RowGroups(stacks) : stories
    let pool = Pool(
      features: features, graph: graph, groups: stories,
      validationGroups: groups ?? RowGroups(count: features.count),
      classCount: Headlines.classCount)
    var trainer = ClassifierTrainer()
    trainer.threads = settings.threads
    var generator = SeededGenerator(seed: seed)
    let answers = answers()
    var labels = generator.permutation(of: headlines.texts.count).prefix(settings.start).map {
      HumanLabel(item: $0, label: answers[$0])
    }
    presses = labels.count
    let startRows = Set(labels.map(\.item))
    labels += alike(to: labels, in: stacks)
    var pairs = setup.measure("start pairs") {
      CrossValidation(labels, seed: seed).pairs(pool, trainer: trainer)
        .filter { startRows.contains($0.row) }
    }
    while stop == nil && Double(labels.count) < settings.most * Double(headlines.texts.count) {
      rounds += 1
      let seed = generator.next()
      let model = stopwatch.measure("train") {
        trainer.train(features, labels: labels, classCount: Headlines.classCount, seed: seed)
      }
      let base = stopwatch.measure("predict") {
        model.predict(features, threads: settings.threads)
      }
      let rows = stopwatch.measure("spread") {
        graph.spread(base, labels: labels, threads: settings.threads)
      }
      let scored = stopwatch.measure("calibrate") {
        ScoredRows(
          rows,
          calibration: Calibration(pairs: pairs, labelCount: labels.count))
      }
      let isHuman = Set(labels.map(\.item))
      let open = (0..<headlines.texts.count).filter { !isHuman.contains($0) }
      let decision = decide(scored, open, labels.count)
      let size = batchSize(labels.count)
      let batch = stopwatch.measure("choose") {
        BatchSelector(
          batch: size, auditShare: settings.auditShare, strategy: settings.strategy, seed: seed
        ).select(
          from: open, autoLabeled: decision.autoLabels.map(\.row), scored: scored, pool: pool)
      }
      let given = batch.choices.map { HumanLabel(item: $0.row, label: answers[$0.row]) }
      presses += given.count
      pairs += given.map {
        scored.pair(row: $0.item, labelCount: labels.count, answer: $0.label)
      }
      labels += given
      labels += alike(to: given, in: stacks, except: labels)
    }
  }

  /// Returns the labels copied to the stacks of rows just answered, if settings say so.
  private func alike(
    to given: [HumanLabel], in stacks: Stacks, except known: [HumanLabel] = []
  ) -> [HumanLabel] {
    guard settings.answersStacks else { return [] }
    var isKnown = Set((known + given).map(\.item))
    return given.flatMap { label in
      stacks.others(than: label.item).filter { isKnown.insert($0).inserted }.map {
        HumanLabel(item: $0, label: label.label)
      }
    }
  }

  /// Returns each row's answer, drawn independently of when it is asked.
  private func answers() -> [Int] {
    var generator = SeededGenerator(seed: seed ^ 0x4015E)
    return headlines.labels.map { label in
      let isWrong = generator.nextUnit() < settings.noise
      let other = 1 + generator.next(below: Headlines.classCount - 1)
      return isWrong ? (label + other) % Headlines.classCount : label
    }
  }

  /// Returns the batch size, which grows with the labels in large pools to limit the number of
  /// rounds.
  private func batchSize(_ labelCount: Int) -> Int {
    max(settings.batch, min(labelCount / 10, headlines.texts.count / 1000))
  }

  private mutating func decide(
    _ scored: ScoredRows, _ open: [Int], _ labelCount: Int
  ) -> AutoLabelDecision {
    let decision = stopwatch.measure("decide") {
      AutoLabelDecision(
        scored, rows: open, target: target, confidence: ConfidenceLevel(settings.confidence))
    }
    let isComplete = open.isEmpty || (decision.reachesTarget && reached)
    reached = decision.reachesTarget
    let right = open.count { scored.labels[$0] == headlines.labels[$0] }
    let accuracy = Double(right) / Double(max(1, open.count))
    if settings.showsSteps { show(decision, scored.calibration, accuracy, labelCount) }
    if isComplete {
      stop = Stop(
        humanShare: Double(labelCount) / Double(headlines.texts.count),
        pressShare: Double(presses) / Double(headlines.texts.count), trueAccuracy: accuracy,
        estimate: decision.estimate, round: rounds)
    }
    return decision
  }

  private func show(
    _ decision: AutoLabelDecision, _ calibration: Calibration?, _ accuracy: Double,
    _ labelCount: Int
  ) {
    print(
      "  \(labelCount) labels, all of the rest true \(percent(accuracy)),",
      "\(decision.autoLabels.count) auto, estimate \(percent(decision.estimate)),",
      "bound \(percent(decision.lowerBound)), lapse \(percent(calibration?.lapse ?? 0)),",
      "answers wrong \(percent(calibration?.answerErrorRate ?? 0))")
  }
}
