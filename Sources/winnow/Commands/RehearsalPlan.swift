import Dataset
import Domain
import Engine
import ExternalModel
import Foundation
import Learning
import SQLiteStore

/// One rehearsal: a job in memory, worked to its end.
struct RehearsalPlan: Sendable {
  let target: Double
  let start: Int?
  let batch: Int?
  let noise: Double
  /// Nil for the sample's own rules.
  let strategy: QueryStrategy?
  let model: ActiveLearning.Model
  let quiet: Bool

  func run(_ headlines: GoldHeadlines, seed: UInt64) throws -> SimulationOutcome {
    let startedAt = Date()
    let features = TextFeatures(texts: headlines.texts)
    let pool = Pool(
      features: features, graph: NeighborGraph(features, threads: 1),
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
    let folder = try TemporaryModelFolder()
    let contender = Contender(
      role: .model, model: poolModel(headlines, in: folder), files: archive.files(of: .model))
    let loop = LearningLoop(
      store: store, archive: archive, contenders: [contender], pool: pool,
      settings: RoundSettings(target: target, strategy: strategy, seed: seed, threads: 1),
      plan: LoopPlan(
        startLabels: start ?? LoopPlan.autoStart(total),
        batchSize: batch ?? LoopPlan.autoBatch(total),
        largestBatch: batch == nil ? LoopPlan.autoLargestBatch(total) : 0,
        auditShare: LoopPlan.autoAuditShare))
    let outcome = try Simulation(
      loop, store: store, labelers: [(labeler, session)], gold: headlines.gold
    ).run { report in if !quiet { say(report, seed: seed) } }
    // Where a model failed, the message names a log in it.
    folder.remove()
    return outcome
  }

  private func poolModel(
    _ headlines: GoldHeadlines, in folder: TemporaryModelFolder
  ) -> any PoolModel {
    guard model.kind != .builtIn, let attribute = LabelAttributeName("category") else {
      return BuiltInModel()
    }
    let external = ExternalModel(
      model, labels: headlines.labels.labels.map(\.name), jobName: "rehearsal",
      home: FileManager.default.currentDirectoryPath)
    return OwnModel(
      external, texts: PoolTexts(headlines.texts, attribute: attribute, jobName: "rehearsal")
    ) { folder.path(ofRound: $0) }
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

/// Where a rehearsal's own models lie; two rounds of them at most.
private struct TemporaryModelFolder: Sendable {
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "winnow-rehearsal-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func path(ofRound round: Int) -> String { "\(path)/\(round % 2)" }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
