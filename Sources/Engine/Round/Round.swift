package import Dataset
import Domain
import Foundation
import Learning

/// One round of the loop, step by step; each step's result is kept before the next begins.
///
/// A round that was cut off goes on from the first step whose result is missing. What a step needs
/// of an earlier one is still in memory, or is read back from the archive.
struct Round {
  let number: Int
  let pool: Pool
  let settings: RoundSettings
  let plan: LoopPlan
  let model: any PoolModel
  /// Where the model's own files lie.
  let files: any RoundFiles
  let turn: ModelTurn

  private var keptSnapshot: LabelSnapshot?
  private var keptModel: (any TrainedModel)?
  private var keptProbabilities: ProbabilityRows?
  private var keptPublication: RoundPublication?

  /// Begins a round now, or takes it up.
  init(_ number: Int, by contender: Contender, in loop: LearningLoop) {
    self.number = number
    pool = loop.pool
    settings = loop.settings
    plan = loop.plan
    model = contender.model
    files = contender.files
    turn = ModelTurn(
      round: number, seed: settings.seed(round: number), threads: settings.threads,
      startedAt: loop.clock())
  }

  /// Keeps the human labels that the round learns from.
  mutating func keep(_ snapshot: LabelSnapshot) throws -> StepResult {
    try files.save(RoundCoding.bytes(snapshot), as: .labels, round: number)
    keptSnapshot = snapshot
    return .kept(labels: snapshot.labels.count)
  }

  mutating func train() throws -> StepResult {
    let labels = try humanLabels()
    let trained = try model.train(pool, labels: labels, turn: turn)
    try files.save(trained.bytes, as: .model, round: number)
    keptModel = trained
    return .trained(labels: labels.count)
  }

  mutating func predict() throws -> StepResult {
    let base = try trainedModel().predict(pool, turn: turn)
    let rows = pool.graph.spread(base, labels: try humanLabels(), threads: turn.threads)
    try files.save(RoundCoding.bytes(rows), as: .predictions, round: number)
    keptProbabilities = rows
    return .predicted(items: rows.count)
  }

  /// Calibrates, decides what the model may label, and chooses what people see next.
  mutating func decide(labelsIn archive: any RoundArchive, now: Date) throws -> StepResult {
    let snapshot = try snapshot()
    let judged = try judge(snapshot)
    let autoLabels = autoLabels(judged, before: try? archive.autoLabels(round: number - 1))
    try archive.save(autoLabels, round: number)
    let tasks = judged.isComplete ? [] : choose(judged, snapshot)
    let publication = RoundPublication(
      report: report(judged, snapshot, selected: tasks.count, now: now),
      watermark: snapshot.watermark,
      autoByLabel: autoLabels.tally(labelCount: pool.classCount), tasks: tasks,
      labelsForNextRound: snapshot.labels.count + plan.batch(after: snapshot.labels.count),
      reachesTarget: judged.reachesTarget)
    try keep(publication)
    return .decided(autoLabels: publication.report.autoLabeled, tasks: tasks.count)
  }

  /// Calibrates and decides as a champion would; nothing of it counts.
  mutating func rehearse(now: Date) throws -> (RoundReport, [CalibrationPair]) {
    let snapshot = try snapshot()
    let judged = try judge(snapshot)
    let report = report(judged, snapshot, selected: 0, now: now)
    try keep(
      RoundPublication(
        report: report, watermark: snapshot.watermark, autoByLabel: [], tasks: [],
        labelsForNextRound: 0,
        reachesTarget: judged.reachesTarget))
    return (report, judged.pairs)
  }

  private mutating func keep(_ publication: RoundPublication) throws {
    try files.save(RoundCoding.bytes(publication), as: .publication, round: number)
    keptPublication = publication
  }
}

// What earlier steps kept: in memory or, after a kill, in the round's files.
extension Round {
  func snapshot() throws -> LabelSnapshot {
    try keptSnapshot ?? RoundCoding.snapshot(try kept(.labels))
  }

  func humanLabels() throws -> [HumanLabel] {
    try snapshot().labels
  }

  private func trainedModel() throws -> any TrainedModel {
    try keptModel ?? model.trainedModel(from: try kept(.model), turn: turn)
  }

  func probabilities() throws -> ProbabilityRows {
    try keptProbabilities ?? RoundCoding.probabilities(try kept(.predictions))
  }

  func publication() throws -> RoundPublication {
    try keptPublication ?? RoundCoding.publication(try kept(.publication))
  }

  private func kept(_ file: RoundFile) throws -> [UInt8] {
    guard let bytes = try files.load(file, round: number) else {
      throw RoundError.missing(file, round: number)
    }
    return bytes
  }

  /// The round before already found that all that is left may be auto-labeled.
  func reachedBefore() throws -> Bool {
    guard let bytes = try files.load(.publication, round: number - 1) else { return false }
    return try RoundCoding.publication(bytes).reachesTarget
  }

  /// The model that the round before was of; another one's predictions say nothing of this one.
  func modelBefore() throws -> String? {
    try files.load(.publication, round: number - 1).map {
      try RoundCoding.publication($0).report.model ?? BuiltInModel().name
    }
  }
}

/// Why a round cannot go on, or its model cannot be exported.
package enum RoundError: Error, Equatable, CustomStringConvertible {
  case missing(RoundFile, round: Int)
  case otherTexts(round: Int)
  case otherModel(round: Int)
  case noRound
  /// The model's name.
  case notTrained(String)

  package var description: String {
    switch self {
    case .missing(let file, let round):
      "round \(round) lost its file “\(file.rawValue)”; the round is run anew"
    case .otherTexts(let round):
      "round \(round)'s model knows other texts than the project's; the round is run anew"
    case .otherModel(let round):
      "round \(round) was begun with another model than the job names; the round is run anew"
    case .noRound:
      "no round has been published, so there is no model yet; “winnow model train” makes one of "
        + "a manifest's labels"
    case .notTrained(let name):
      "the labels come from \(name), which was not trained here and left nothing to hand over"
    }
  }
}
