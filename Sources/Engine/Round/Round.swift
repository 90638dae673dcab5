import Dataset
import Domain
import Foundation
import Learning

/// One round of the loop; each step's result is durable before the next step begins.
///
/// A round that was interrupted resumes at the first step without a result. A step finds the
/// results of earlier steps in memory or, after a restart, in the round's files.
struct Round {
  let number: Int
  let pool: Pool
  let settings: RoundSettings
  let plan: LoopPlan
  let model: any PoolModel
  /// The files of the round's model.
  let files: any RoundFiles
  let turn: ModelTurn

  /// The evidence of the accuracy, of the model that gives the labels.
  let evidenceFiles: any RoundFiles
  /// Whether it is a challenger's round, which publishes nothing.
  var isChallenge = false
  /// Workers' answers since the round before; they label items, one each.
  var annotations: [AnnotationSnapshot.Annotation] = []
  /// The alarms of the job.
  var alarms: [AlarmReport] = []

  private var keptSnapshot: LabelSnapshot?
  private var keptModel: (any TrainedModel)?
  private var keptProbabilities: ProbabilityRows?
  private var keptPublication: RoundPublication?

  /// Begins or resumes a round.
  init(_ number: Int, by contender: Contender, in loop: LearningLoop) throws {
    self.number = number
    pool = try loop.pool.pool()
    settings = loop.settings
    plan = loop.plan
    model = contender.model
    files = contender.files
    evidenceFiles = loop.archive.files(of: .model)
    turn = ModelTurn(
      round: number, seed: settings.seed(round: number), threads: settings.threads,
      startedAt: loop.clock())
  }

  /// Keeps the human labels that the round is trained on.
  mutating func keep(_ snapshot: LabelSnapshot) throws -> StepResult {
    try files.save(RoundCoding.bytes(snapshot), as: .labels, round: number)
    keptSnapshot = snapshot
    return .kept(labels: snapshot.labels.count)
  }

  mutating func train() throws -> StepResult {
    let labels = try humanLabels()
    let trained =
      if let bytes = try frozen(.model) {
        try carried(bytes)
      } else {
        try model.train(pool, labels: labels, turn: turn)
      }
    try files.save(trained.bytes, as: .model, round: number)
    keptModel = trained
    return .trained(labels: labels.count)
  }

  private func carried(_ bytes: [UInt8]) throws -> any TrainedModel {
    try model.carry(to: turn)
    return try model.trainedModel(from: bytes, turn: turn)
  }

  mutating func predict() throws -> StepResult {
    if let bytes = try frozen(.predictions) {
      try files.save(bytes, as: .predictions, round: number)
      let rows = try RoundCoding.probabilities(bytes)
      keptProbabilities = rows
      return .predicted(items: rows.count)
    }
    let base = try trainedModel().predict(pool, turn: turn)
    let rows = pool.graph.spread(base, labels: try humanLabels(), threads: turn.threads)
      .without(outOfUse)
    try files.save(RoundCoding.bytes(rows), as: .predictions, round: number)
    keptProbabilities = rows
    return .predicted(items: rows.count)
  }

  /// Calibrates, decides on auto-labels, and selects the next tasks.
  mutating func decide(labelsIn archive: any RoundArchive, now: Date) throws -> StepResult {
    let snapshot = try snapshot()
    var judged = try judge(snapshot)
    let autoLabels = autoLabels(judged, before: try? archive.autoLabels(round: number - 1))
    try archive.save(autoLabels, round: number)
    try archive.save(
      labels: judged.scored.labels, chances: judged.scored.probabilities, round: number)
    let next = tasks(&judged, snapshot)
    try evidenceFiles.save(RoundCoding.bytes(judged.evidence), as: .promise, round: number)
    var publication = RoundPublication(
      report: report(judged, snapshot, selected: next.tasks.count, now: now),
      watermark: snapshot.watermark,
      autoByLabel: autoLabels.tally(labelCount: pool.classCount), tasks: next.tasks,
      labelsForNextRound: next.labelsForNextRound)
    publication.alarms = judged.alarms
    if judged.stage.hasEnded { publication.check = publication.report.promise?.closing }
    try keep(publication)
    return .decided(
      autoLabels: publication.report.autoLabeled, tasks: publication.tasks.count)
  }

  /// Calibrates and decides without publishing anything: a challenger's round.
  mutating func decideUnpublished(now: Date) throws -> (RoundReport, [CalibrationPair]) {
    let snapshot = try snapshot()
    let judged = try judge(snapshot)
    let report = report(judged, snapshot, selected: 0, now: now)
    try keep(
      RoundPublication(
        report: report, watermark: snapshot.watermark, autoByLabel: [], tasks: [],
        labelsForNextRound: 0))
    return (report, judged.pairs)
  }

  private mutating func keep(_ publication: RoundPublication) throws {
    try files.save(RoundCoding.bytes(publication), as: .publication, round: number)
    keptPublication = publication
  }
}

// Results of earlier steps, from memory or from the round's files.
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
      throw ProjectError.missing(file, round: number)
    }
    return bytes
  }

  /// Returns what the round before kept; nil if it kept nothing that can be read.
  ///
  /// A lost or damaged file must not fail every round to come: what rests on it is gathered anew.
  func fromBefore<Value>(
    _ file: RoundFile, _ read: ([UInt8]) throws -> Value
  ) -> Value? {
    guard number > 1 else { return nil }
    return try? files.load(file, round: number - 1).map(read)
  }

  /// Returns the model of the round before, since predictions of another model cannot be paired.
  func modelBefore() -> String? {
    fromBefore(.publication) { try RoundCoding.publication($0).report.model ?? BuiltInModel().name }
  }
}
