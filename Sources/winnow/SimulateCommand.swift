internal import ArgumentParser
internal import Dataset
internal import Dispatch
internal import Engine
internal import Foundation
internal import Glibc
internal import Learning
internal import SQLiteStore
internal import Synchronization

/// `winnow simulate`.
struct SimulateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Rehearses a job on data whose labels are known.",
    discussion: """
      Scripted labelers answer from the gold labels; the loop is the real one. Says how much people \
      would have had to label and how right the model's labels are.

        winnow simulate newsCorpora.csv --sample 10000 --seeds 1...5
        winnow simulate news.csv --strategy diverse,margin --target 0.97
        winnow simulate newsCorpora.csv --sample 10000 --baseline sample
        winnow simulate news.manifest --answers answers.jsonl --json
      """)

  @Argument(help: "The file, or - for standard input.")
  var input: String

  @OptionGroup var options: InputOptions

  @Option(help: "The gold labels, if the input is a manifest: JSON Lines {\"id\", \"label\"}.")
  var answers: String?

  @Option(help: "The accuracy that the model's labels must have.")
  var target = 0.95

  @Option(help: "Human labels before the first round (default: what measured best).")
  var start: Int?

  @Option(help: "New human labels that make a round due (default: what measured best).")
  var batch: Int?

  @Option(
    help:
      "Strategies, with commas between: \(QueryStrategy.all.map(\.name).joined(separator: ", ")).")
  var strategy = "diverse"

  @Option(help: "The model; this version has only built-in.")
  var model = "built-in"

  @Option(help: "The share of wrong answers, 0–1.")
  var noise = 0.0

  @Option(help: "Seeds, as 1...5 or 7; each draws the sample, the start and the noise.")
  var seeds = "1"

  @Option(help: "Run the rules of Amazon's sample on our model instead: sample.")
  var baseline: String?

  @Flag(help: "Print JSON.")
  var json = false

  @Flag(help: "Show no progress.")
  var quiet = false

  func run() throws {
    guard baseline == nil || baseline == "sample" else {
      throw ValidationError("“\(baseline ?? "")” is no baseline; the only one is “sample”")
    }
    guard model == "built-in" else {
      throw ValidationError("“\(model)” is no model of this version; the only one is “built-in”")
    }
    guard (0.5...0.999).contains(target), (0..<1).contains(noise) else {
      throw ValidationError("--target is 0.5–0.999 and --noise 0–1")
    }
    let headlines = try GoldHeadlines(input, answers: answers, options: options)
    let names = baseline == nil ? strategy.split(separator: ",").map(String.init) : ["sample"]
    let results = try names.map { name in
      SimulationTable(name: name, runs: try simulate(name, headlines))
    }
    print(json ? try SimulationTable.json(results) : SimulationTable.text(results))
  }

  /// Runs the seeds on all cores.
  private func simulate(_ name: String, _ headlines: GoldHeadlines) throws -> [SimulationTable.Run]
  {
    let seeds = try Self.seeds(self.seeds)
    let plan = RehearsalPlan(
      target: target, start: start, batch: batch, noise: noise,
      strategy: try baseline == nil ? Self.strategy(name) : nil, quiet: quiet)
    let sample = options.sample
    let results = Mutex<[UInt64: Result<SimulationOutcome, any Error>]>([:])
    DispatchQueue.concurrentPerform(iterations: seeds.count) { place in
      let seed = seeds[place]
      let result = Result { try plan.run(headlines.drawn(sample, seed: seed), seed: seed) }
      results.withLock { $0[seed] = result }
    }
    return try results.withLock { results in
      try seeds.compactMap { seed in
        try results[seed].map { SimulationTable.Run(seed: seed, outcome: try $0.get()) }
      }
    }
  }

  private static func strategy(_ name: String) throws -> QueryStrategy {
    guard let strategy = QueryStrategy.named(name) else {
      let known = QueryStrategy.all.map(\.name).joined(separator: ", ")
      throw ValidationError("“\(name)” is no strategy; known: \(known)")
    }
    return strategy
  }

  private static func seeds(_ text: String) throws -> [UInt64] {
    if let seed = UInt64(text) { return [seed] }
    let ends = text.components(separatedBy: "...").compactMap { UInt64($0) }
    guard ends.count == 2, ends[0] <= ends[1], ends[1] - ends[0] < 1000 else {
      throw ValidationError("“\(text)” is no range of seeds; write 1...5")
    }
    return Array(ends[0]...ends[1])
  }
}

/// One rehearsal: a job in memory, worked to its end.
struct RehearsalPlan: Sendable {
  let target: Double
  let start: Int?
  let batch: Int?
  let noise: Double
  /// Nil for the sample's own rules.
  let strategy: QueryStrategy?
  let quiet: Bool

  func run(_ headlines: GoldHeadlines, seed: UInt64) throws -> SimulationOutcome {
    let startedAt = Date()
    let features = TextFeatures(texts: headlines.texts)
    let pool = Pool(
      features: features, graph: NeighbourGraph(features, threads: 1),
      classCount: headlines.labels.count)
    let labeler = ScriptedLabeler(
      gold: headlines.gold, labelCount: pool.classCount, noise: noise, seed: seed)
    guard let strategy else {
      var rules = SampleBaseline(
        pool: pool, answers: headlines.gold.indices.map(labeler.answer), seed: seed)
      return rules.outcome(gold: headlines.gold) { Date().timeIntervalSince(startedAt) }
    }
    return try work(headlines, pool, labeler, strategy, seed: seed)
  }

  private func work(
    _ headlines: GoldHeadlines, _ pool: Pool, _ labeler: ScriptedLabeler,
    _ strategy: QueryStrategy, seed: UInt64
  ) throws -> SimulationOutcome {
    let archive = MemoryArchive()
    let store = try SQLiteStore(
      inMemory: ProjectSetup(
        jobName: "rehearsal", labels: headlines.labels, total: pool.count, target: target),
      items: MemoryTexts(texts: headlines.texts), autoLabels: archive, now: Date())
    let session = try store.openSession(
      worker: "script", process: Identity.process, now: Date())
    let total = pool.count
    let loop = LearningLoop(
      store: store, archive: archive, pool: pool,
      settings: RoundSettings(target: target, strategy: strategy, seed: seed, threads: 1),
      plan: LoopPlan(
        startLabels: start ?? LoopPlan.autoStart(total),
        batchSize: batch ?? LoopPlan.autoBatch(total), auditShare: LoopPlan.autoAuditShare))
    return try Simulation(
      loop, store: store, labelers: [(labeler, session)], gold: headlines.gold
    ).run { report in if !quiet { say(report, seed: seed) } }
  }

  private func say(_ report: ProjectReport, seed: UInt64) {
    let counts = report.counts
    Console.error(
      String(
        format: "seed %d, round %d: people %.1f %%, model %.1f %%, estimated %.1f %%", Int(seed),
        report.rounds.last?.number ?? 0, counts.share(counts.human) * 100,
        counts.share(counts.auto) * 100, (report.quality.estimatedAccuracy ?? 0) * 100))
  }
}

/// Texts that live in memory.
private struct MemoryTexts: ItemSource {
  let texts: [String]

  func item(at id: Item.ID) -> Item { Item(id: id, text: texts[id]) }
}
