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
  let archive: any RoundArchive
  let turn: ModelTurn

  private var keptSnapshot: LabelSnapshot?
  private var keptModel: [UInt8]?
  private var keptProbabilities: ProbabilityRows?

  init(
    number: Int, pool: Pool, settings: RoundSettings, plan: LoopPlan, contender: Contender,
    startedAt: Date
  ) {
    self.number = number
    self.pool = pool
    self.settings = settings
    self.plan = plan
    model = contender.model
    archive = contender.archive
    turn = ModelTurn(
      round: number, seed: settings.seed(round: number), threads: settings.threads,
      startedAt: startedAt)
  }

  /// Keeps the human labels that the round learns from.
  mutating func keep(_ snapshot: LabelSnapshot) throws -> String {
    try archive.save(RoundCoding.bytes(snapshot), as: .labels, round: number)
    keptSnapshot = snapshot
    return "\(snapshot.labels.count) labels"
  }

  mutating func train() throws -> String {
    let labels = try humanLabels()
    let bytes = try model.train(pool, labels: labels, turn: turn)
    try archive.save(bytes, as: .model, round: number)
    keptModel = bytes
    return "on \(labels.count) labels"
  }

  mutating func predict() throws -> String {
    let base = try model.predict(pool, with: keptModel ?? kept(.model), turn: turn)
    let rows = pool.graph.spread(base, labels: try humanLabels(), threads: turn.threads)
    try archive.save(RoundCoding.bytes(rows), as: .predictions, round: number)
    keptProbabilities = rows
    return "\(rows.count) items"
  }

  /// Calibrates, decides what the model may label, and chooses what people see next.
  ///
  /// The auto-labels go to `labels`, the archive of all rounds, whichever model gave them.
  mutating func decide(labels archive: any RoundArchive, now: Date) throws -> RoundPublication {
    let snapshot = try snapshot()
    let judged = try judge(snapshot)
    let autoLabels = try autoLabels(judged.decision, try probabilities(), before: archive)
    try archive.save(autoLabels, round: number)
    let tasks = judged.isComplete ? [] : try choose(judged, snapshot)
    let publication = RoundPublication(
      report: report(judged, snapshot, selected: tasks.count, now: now),
      watermark: snapshot.watermark,
      autoByLabel: autoLabels.tally(labelCount: pool.classCount), tasks: tasks,
      labelsForNextRound: snapshot.labels.count + plan.batch(after: snapshot.labels.count),
      reachesTarget: judged.reachesTarget)
    try keep(publication)
    return publication
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

  func keep(_ publication: RoundPublication) throws {
    try archive.save(Array(JSONEncoder().encode(publication)), as: .publication, round: number)
  }

  func publication() throws -> RoundPublication {
    try Self.publication(try kept(.publication))
  }

  /// The round before already found that all that is left may be auto-labeled.
  func reachedBefore() throws -> Bool {
    guard let bytes = try archive.load(.publication, round: number - 1) else { return false }
    return try Self.publication(bytes).reachesTarget
  }

  /// The model that the round before was of; another one's predictions say nothing of this one.
  func modelBefore() throws -> String? {
    try archive.load(.publication, round: number - 1).map {
      try Self.publication($0).report.model ?? BuiltInModel().name
    }
  }

  static func publication(_ bytes: [UInt8]) throws -> RoundPublication {
    try JSONDecoder().decode(RoundPublication.self, from: Data(bytes))
  }
}

extension Round {
  private func kept(_ file: RoundFile) throws -> [UInt8] {
    guard let bytes = try archive.load(file, round: number) else {
      throw RoundError.missing(file, round: number)
    }
    return bytes
  }

  func snapshot() throws -> LabelSnapshot {
    try keptSnapshot ?? RoundCoding.snapshot(try kept(.labels))
  }

  func humanLabels() throws -> [HumanLabel] {
    try snapshot().labels
  }

  func probabilities() throws -> ProbabilityRows {
    try keptProbabilities ?? RoundCoding.probabilities(try kept(.predictions))
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
