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
  private(set) var pool: Pool
  let store: ProjectStore
  let archive = MemoryArchive()
  var plan: LoopPlan
  var settings: RoundSettings
  var model: any PoolModel = BuiltInModel()
  var challenger: (any PoolModel)?
  /// Where rounds are kept, if not in memory.
  var folder: ProjectFolder?
  private var labelers: [(ScriptedLabeler, WorkerSession)]
  let now = Date(timeIntervalSince1970: 1_700_000_000)

  /// `noises` are the shares of wrong answers, one for each worker.
  init(
    count: Int = 400, start: Int = 80, batch: Int = 40, target: Double = 0.7,
    workersPerItem: Int = 1, noises: [Double] = [0], initialLabels: Int = 0,
    consolidation: ActiveLearning.Consolidation = .majority, goldShare: Double? = nil
  ) throws {
    let headlines = try SampleHeadlines(count: count)
    gold = headlines.labels
    let features = TextFeatures(texts: headlines.texts)
    pool = Pool(
      features: features, graph: NeighborGraph(features), classCount: Self.labels.count)
    var lead = LeadSettings()
    lead.target = target
    lead.workersPerItem = workersPerItem
    lead.goldShare = goldShare
    store = try ProjectStore.inMemory(
      ProjectSetup(
        jobName: "sample", labels: Self.labels, total: count,
        initialLabels: Dictionary(
          uniqueKeysWithValues: (0..<initialLabels).map {
            ($0, InitialLabel(index: headlines.labels[$0], isHuman: true))
          }), settings: lead),
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
      store: store, archive: rounds, contenders: contenders, pool: PoolLoader(pool),
      settings: settings, plan: plan, clock: { [now] in now })
  }

  /// Changes the labels; from then on workers answer `answer(item, label)`.
  mutating func take(_ labels: LabelSet, answer: (Int, Int) -> Int) throws {
    try store.setLabels(labels, by: "eva", now: now)
    pool = Pool(features: pool.features, graph: pool.graph, classCount: labels.count)
    settings.meanings = labels.meanings
    let answers = gold.enumerated().map { answer($0, $1) }
    labelers = labelers.map {
      (ScriptedLabeler(gold: answers, labelCount: labels.count), $0.1)
    }
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

  /// Answers tasks until a round is due; several workers take turns of five answers.
  func answerBatch() throws {
    var labelers = labelers
    let most = labelers.count > 1 ? 5 : Int.max
    for _ in 0..<100 {
      for place in labelers.indices {
        try labelers[place].0.work(
          on: store, as: labelers[place].1, atMost: most, clock: { [now] in now })
        try store.closeSession(labelers[place].1, now: now)
      }
      let situation = try store.situation(now: now)
      let isDry = situation.counts.queued + situation.counts.leased == 0
      if isDry || situation.counts.human >= situation.labelsForNextRound ?? 0 { return }
    }
  }

  /// The whole job at once.
  func simulate(
    onRound: (ProjectReport) throws -> Void = { _ in }
  ) throws -> SimulationOutcome {
    try Simulation(loop(), store: store, labelers: labelers, gold: gold).run(onRound: onRound)
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
