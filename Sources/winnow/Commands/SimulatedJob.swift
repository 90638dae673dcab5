import Dataset
import Domain
import Engine
import ExternalModel
import Foundation
import Learning
import SQLiteDriver
import Store
import Workbench

/// A simulated job: a store in memory, the loop and scripted labelers.
struct SimulatedJob: Sendable {
  let target: Double
  let start: Int?
  let batch: Int?
  let noise: Double
  /// Nil for the rules of Amazon's sample.
  let strategy: QueryStrategy?
  let model: ActiveLearning.Model
  let startModel: String?
  let quiet: Bool

  func run(_ input: LabeledTexts, seed: UInt64) throws -> SimulationOutcome {
    let startedAt = Date()
    let features = TextFeatures(texts: input.texts)
    let pool = Pool(
      features: features, graph: NeighborGraph(features, threads: 1),
      classCount: input.labels.count)
    let labeler = ScriptedLabeler(
      gold: input.gold, labelCount: pool.classCount, noise: noise, seed: seed)
    guard let strategy else {
      var rules = GroundTruthBaseline(
        pool: pool, answers: input.gold.indices.map(labeler.answer), seed: seed)
      return rules.outcome(gold: input.gold) { Date().timeIntervalSince(startedAt) }
    }
    return try work(input, pool, labeler, strategy, seed: seed)
  }

  private func work(
    _ input: LabeledTexts, _ pool: Pool, _ labeler: ScriptedLabeler,
    _ strategy: QueryStrategy, seed: UInt64
  ) throws -> SimulationOutcome {
    let archive = MemoryArchive()
    var lead = LeadSettings()
    lead.target = target
    let store = try ProjectStore.inMemory(
      ProjectSetup(
        jobName: "simulation", labels: input.labels, total: pool.count, settings: lead),
      assets: SimulationAssets(texts: input.texts, archive: archive), now: Date())
    let session = try store.openSession(
      worker: "script", process: Identity.process, now: Date())
    let total = pool.count
    let folder = try TemporaryModelFolder()
    let contender = Contender(
      role: .model, model: try poolModel(input, in: folder), files: archive.files(of: .model))
    var plan = LoopPlan(
      startLabels: start ?? LoopPlan.autoStart(total),
      batchSize: batch ?? LoopPlan.autoBatch(total),
      largestBatch: batch == nil ? LoopPlan.autoLargestBatch(total) : 0)
    plan.repeatShare = LoopPlan.autoRepeatShare
    let loop = LearningLoop(
      store: store, archive: archive, contenders: [contender], pool: PoolLoader(pool),
      settings: RoundSettings(target: target, strategy: strategy, seed: seed, threads: 1),
      plan: plan)
    let outcome = try Simulation(
      loop, store: store, labelers: [(labeler, session)], gold: input.gold
    ).run { report in if !quiet { printProgress(report, seed: seed) } }
    // Kept if a model failed: the error names a log in it.
    folder.remove()
    return outcome
  }

  private func poolModel(
    _ input: LabeledTexts, in folder: TemporaryModelFolder
  ) throws -> any PoolModel {
    guard let attribute = LabelAttributeName("category") else { return BuiltInModel() }
    let texts = PoolTexts(input.texts, attribute: attribute, jobName: "simulation")
    let external = model.backend(
      labels: input.labels.labels.map(\.name), jobName: "simulation",
      home: FileManager.default.currentDirectoryPath)
    if let external {
      return ExternalPoolModel(external, texts: texts) { folder.path(ofRound: $0) }
    }
    guard let startModel else { return BuiltInModel() }
    let former = try StartModelFile.read(StartModelFile.path(startModel), for: input.labels)
    return BuiltInModel(start: StartModel(former, labels: input.labels, texts: texts) { former })
  }

  private func printProgress(_ report: ProjectReport, seed: UInt64) {
    let counts = report.counts
    let estimate = report.quality.estimatedAccuracy.map { NumberText.percent($0) } ?? "–"
    Console.error(
      "seed \(seed), round \(report.rounds.last?.number ?? 0): "
        + "people \(NumberText.percent(counts.share(counts.human))), "
        + "model \(NumberText.percent(counts.share(counts.auto))), estimated \(estimate)")
  }
}

/// The folder of a simulation's external models; it holds two rounds at most.
private struct TemporaryModelFolder: Sendable {
  private let path: String

  init() throws {
    path = NSTemporaryDirectory() + "winnow-simulation-\(UUID().uuidString)"
    try FileManager.default.createDirectory(
      atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
  }

  func path(ofRound round: Int) -> String { "\(path)/\(round % 2)" }

  func remove() { try? FileManager.default.removeItem(atPath: path) }
}
