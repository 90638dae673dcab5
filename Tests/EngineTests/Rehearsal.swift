import Dataset
import Engine
import Foundation
import Learning
import SQLiteStore
import TestSupport

/// A job in memory on the sample data, with a worker who knows every answer.
struct Rehearsal {
  static let labels = LabelSet(labels: [
    .init(name: "Business", key: "b"), .init(name: "Entertainment", key: "e"),
    .init(name: "Health & Medicine", key: "m"), .init(name: "Science and Technology", key: "t"),
  ])

  let gold: [Int]
  let pool: Pool
  let store: SQLiteStore
  let archive = MemoryArchive()
  let plan: LoopPlan
  var settings: RoundSettings
  var model: any PoolModel = BuiltInModel()
  var challenger: (any PoolModel)?
  private let otherArchive = MemoryArchive()
  private let worker: WorkerSession
  private let labeler: ScriptedLabeler
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  init(count: Int = 400, start: Int = 80, batch: Int = 40, target: Double = 0.7) throws {
    let headlines = try SampleHeadlines(count: count)
    gold = headlines.labels
    let features = TextFeatures(texts: headlines.texts)
    pool = Pool(
      features: features, graph: NeighbourGraph(features), classCount: Self.labels.count)
    store = try SQLiteStore(
      inMemory: ProjectSetup(jobName: "rehearsal", labels: Self.labels, total: count),
      items: MemoryItems(count: count), autoLabels: archive, now: now)
    plan = LoopPlan(startLabels: start, batchSize: batch)
    settings = RoundSettings(target: target, confidence: Confidence(0.5))
    worker = try store.openSession(
      worker: "ana", process: ProcessIdentity(host: "here", number: 1), now: now)
    labeler = ScriptedLabeler(gold: gold, labelCount: Self.labels.count)
  }

  func loop() -> LearningLoop {
    LearningLoop(
      store: store, archive: archive, contenders: contenders, pool: pool, settings: settings,
      plan: plan, clock: { [now] in now })
  }

  private var contenders: [Contender] {
    let first = Contender(role: .model, model: model, archive: archive)
    guard let challenger else { return [first] }
    return [first, Contender(role: .challenger, model: challenger, archive: otherArchive)]
  }

  /// Answers tasks until a round is due.
  func answerBatch() throws {
    try labeler.work(on: store, as: worker, clock: { [now] in now })
    try store.closeSession(worker, now: now)
  }

  /// The whole job at once.
  func simulate() throws -> SimulationOutcome {
    try Simulation(loop(), store: store, labelers: [(labeler, worker)], gold: gold).run()
  }

  var report: ProjectReport { get throws { try store.report(now: now) } }

  var outcome: ProjectOutcome { get throws { try store.outcome() } }
}
