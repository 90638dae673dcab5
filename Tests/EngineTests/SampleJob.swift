import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store
import TestSupport

/// A job in memory on the sample data, with workers who know every answer, or most of them.
struct SampleJob {
  static let labels = LabelSet(labels: [
    .init(name: "Business", key: "b"), .init(name: "Entertainment", key: "e"),
    .init(name: "Health & Medicine", key: "m"), .init(name: "Science and Technology", key: "t"),
  ])

  let gold: [Int]
  let pool: Pool
  let store: ProjectStore
  let archive = MemoryArchive()
  let plan: LoopPlan
  var settings: RoundSettings
  var model: any PoolModel = BuiltInModel()
  var challenger: (any PoolModel)?
  /// Where rounds are kept, if not in memory.
  var folder: ProjectFolder?
  private let labelers: [(ScriptedLabeler, WorkerSession)]
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  /// `noises` are the shares of wrong answers, one for each worker.
  init(
    count: Int = 400, start: Int = 80, batch: Int = 40, target: Double = 0.7,
    workersPerItem: Int = 1, noises: [Double] = [0],
    consolidation: ActiveLearning.Consolidation = .majority
  ) throws {
    let headlines = try SampleHeadlines(count: count)
    gold = headlines.labels
    let features = TextFeatures(texts: headlines.texts)
    pool = Pool(
      features: features, graph: NeighborGraph(features), classCount: Self.labels.count)
    var lead = LeadSettings()
    lead.target = target
    lead.workersPerItem = workersPerItem
    store = try ProjectStore.inMemory(
      ProjectSetup(jobName: "sample", labels: Self.labels, total: count, settings: lead),
      assets: SimulationAssets(texts: headlines.texts, archive: archive), now: now)
    plan = LoopPlan(startLabels: start, batchSize: batch)
    settings = RoundSettings(
      target: target, confidence: ConfidenceLevel(0.5), consolidation: consolidation)
    labelers = try zip(["ana", "ben", "eva"], noises).enumerated().map { [store, gold, now] in
      let labeler = ScriptedLabeler(
        gold: gold, labelCount: Self.labels.count, noise: $1.1, seed: UInt64($0 + 1))
      let process = ProcessIdentity(host: "here", number: 1)
      return (labeler, try store.openSession(worker: $1.0, process: process, now: now))
    }
  }

  func loop() -> LearningLoop {
    LearningLoop(
      store: store, archive: rounds, contenders: contenders, pool: pool,
      settings: settings, plan: plan, clock: { [now] in now })
  }

  private var contenders: [Contender] {
    let first = Contender(role: .model, model: model, files: rounds.files(of: .model))
    guard let challenger else { return [first] }
    return [
      first,
      Contender(role: .challenger, model: challenger, files: rounds.files(of: .challenger)),
    ]
  }

  private var rounds: any RoundArchive { folder.map { FolderArchive(folder: $0) } ?? archive }

  /// Answers tasks until a round is due.
  func answerBatch() throws {
    for (labeler, worker) in labelers {
      try labeler.work(on: store, as: worker, clock: { [now] in now })
      try store.closeSession(worker, now: now)
    }
  }

  /// The whole job at once.
  func simulate() throws -> SimulationOutcome {
    try Simulation(loop(), store: store, labelers: labelers, gold: gold).run()
  }

  /// People's labels by item.
  var labels: [Item.ID: Int] {
    get throws {
      Dictionary(
        uniqueKeysWithValues: try store.snapshot(now: now).labels.map { ($0.item, $0.label) })
    }
  }

  var report: ProjectReport { get throws { try store.report(now: now) } }

  var outcome: ProjectOutcome { get throws { try store.outcome() } }
}
