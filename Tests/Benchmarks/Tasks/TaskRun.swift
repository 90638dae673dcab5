import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store

/// One seed of a row of the table: a job in memory, worked to its end by the real loop.
struct TaskRun {
  let task: LabelingTask
  let items: LabeledItems
  let seed: UInt64
  private(set) var closings: [ClosingAttempt] = []
  private var generator: SeededGenerator

  init(_ task: LabelingTask, _ news: NewsRows, seed: UInt64, most: Int = .max) {
    self.task = task
    self.seed = seed
    generator = SeededGenerator(seed: 0x7A5C_0000 &+ seed &* 1009 &+ Hash.fnv1a(task.name))
    items = task.make(news, min(task.count, most), &generator)
  }

  mutating func run(target: Double) throws -> SimulationOutcome {
    let archive = MemoryArchive()
    let features = TextFeatures(texts: items.texts, threads: 1)
    let pool = Pool(
      features: features, graph: NeighborGraph(features, threads: 1),
      classCount: items.classCount)
    var lead = LeadSettings()
    lead.target = target
    let store = try ProjectStore.inMemory(
      ProjectSetup(
        jobName: "task", labels: labels, total: pool.count, initialLabels: initialLabels(),
        settings: lead),
      assets: SimulationAssets(texts: items.texts, archive: archive), now: Date())
    let total = pool.count
    var plan = LoopPlan(
      startLabels: LoopPlan.autoStart(total), batchSize: LoopPlan.autoBatch(total),
      largestBatch: LoopPlan.autoLargestBatch(total), auditShare: LoopPlan.autoAuditShare)
    plan.leastRandom = LoopPlan.autoLeastRandom(total)
    plan.repeatShare = LoopPlan.autoRepeatShare
    let settings = RoundSettings(target: target, seed: seed, threads: 1)
    let loop = LearningLoop(
      store: store, archive: archive, pool: PoolLoader(pool), settings: settings, plan: plan)
    let labelers = try task.workers.enumerated().map { number, worker in
      (
        ScriptedLabeler(answers: (0..<3).map { _ in answers(of: worker) }),
        try store.openSession(
          worker: "worker \(number + 1)", process: ProcessIdentity(host: "here", number: 1),
          now: Date())
      )
    }
    let outcome = try Simulation(loop, store: store, labelers: labelers, gold: items.labels).run()
    closings = try loop.evidence(round: outcome.rounds)?.closings ?? []
    return outcome
  }

  private var labels: LabelSet {
    LabelSet(
      labels: (0..<max(2, items.classCount)).map { index in
        let key = Unicode.Scalar(0x100 + UInt16(index)) ?? "?"
        return LabelSet.Label(name: "\(index)", key: Character(key))
      })
  }

  /// Returns the labels that come with the input, as the task's start says.
  private mutating func initialLabels() -> [Item.ID: InitialLabel] {
    let labels = items.labels
    let drawn = generator.permutation(of: labels.count)
    let rows: [Int] =
      switch task.start {
      case .random: []
      case .ofClasses(let classes, let count):
        Array(drawn.lazy.filter { classes.contains(labels[$0]) }.prefix(count))
      case .first(let count): Array(0..<min(count, labels.count))
      case .wrong(let count): Array(drawn.prefix(count))
      }
    var shift = 0
    if case .wrong = task.start { shift = 1 }
    return Dictionary(
      uniqueKeysWithValues: rows.map {
        ($0, InitialLabel(index: (labels[$0] + shift) % items.classCount, isHuman: true))
      })
  }

  /// Returns a worker's answers to all items.
  mutating func answers(of worker: LabelingTask.ScriptedWorker) -> [Int] {
    items.labels.map { label in
      switch worker {
      case .right: label
      case .noisy(let rate):
        generator.nextUnit() < rate
          ? (label + 1 + generator.next(below: items.classCount - 1)) % items.classCount : label
      case .always(let one): one
      case .alwaysWrong:
        (label + 1 + generator.next(below: items.classCount - 1)) % items.classCount
      case .confusing(let one, let other): label == one ? other : label
      case .guessing: generator.next(below: items.classCount)
      }
    }
  }
}
