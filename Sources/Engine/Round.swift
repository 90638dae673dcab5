package import Dataset
internal import Foundation
internal import Learning

/// One round of the loop, step by step; each step's result is kept before the next begins.
///
/// A round that was cut off goes on from the first step whose result is missing. What a step needs
/// of an earlier one is still in memory, or is read back from the archive.
struct Round {
  let number: Int
  let pool: Pool
  let settings: RoundSettings
  let plan: LoopPlan
  let archive: any RoundArchive
  let trainer: ClassifierTrainer

  private var keptSnapshot: LabelSnapshot?
  private var keptModel: Classifier?
  private var keptProbabilities: ProbabilityRows?

  init(
    number: Int, pool: Pool, settings: RoundSettings, plan: LoopPlan, archive: any RoundArchive
  ) {
    self.number = number
    self.pool = pool
    self.settings = settings
    self.plan = plan
    self.archive = archive
    var trainer = ClassifierTrainer()
    trainer.threads = settings.threads
    self.trainer = trainer
  }

  /// Keeps the human labels that the round learns from.
  mutating func keep(_ snapshot: LabelSnapshot) throws -> String {
    try archive.save(RoundCoding.bytes(snapshot), as: .labels, round: number)
    keptSnapshot = snapshot
    return "\(snapshot.labels.count) labels"
  }

  mutating func train() throws -> String {
    let labels = try humanLabels()
    let model = trainer.train(
      pool.features, labels: labels, classCount: pool.classCount,
      seed: settings.seed(round: number))
    try archive.save(model.bytes, as: .model, round: number)
    keptModel = model
    return "on \(labels.count) labels"
  }

  mutating func predict() throws -> String {
    let base = try model().predict(pool.features, threads: trainer.threads)
    let rows = pool.graph.spread(base, labels: try humanLabels(), threads: trainer.threads)
    try archive.save(RoundCoding.bytes(rows), as: .predictions, round: number)
    keptProbabilities = rows
    return "\(rows.count) items"
  }

  /// Calibrates, decides what the model may label, and chooses what people see next.
  mutating func decide(startedAt: Date, now: Date) throws -> RoundPublication {
    let snapshot = try snapshot()
    let pairs = try calibrationPairs(snapshot)
    try archive.save(RoundCoding.bytes(pairs), as: .calibration, round: number)
    let answers = AnswerErrors.estimate(
      pool.features, graph: pool.graph, groups: pool.groups, labels: try humanLabels(),
      pairs: pairs, classCount: pool.classCount, trainer: trainer,
      seed: settings.seed(round: number))
    let calibration = Calibration(
      pairs: pairs, labelCount: snapshot.labels.count, answers: answers)
    let rows = try probabilities()
    let scored = ScoredRows(rows, calibration: calibration)
    let open = openRows(snapshot)
    let decision = AutoLabelDecision(
      scored, rows: open, calibration: calibration, target: settings.target,
      confidence: settings.confidence, reachedBefore: try reachedBefore())
    let autoLabels = try autoLabels(decision, rows)
    try archive.save(autoLabels, round: number)
    let tasks = decision.isComplete ? [] : choose(open, snapshot, rows, scored)
    let report = RoundReport(
      number: number, publishedAt: now, trainedOn: snapshot.labels.count,
      autoLabeled: decision.autoLabels.count, humanLabeled: snapshot.labels.count,
      selected: tasks.count, estimatedAccuracy: calibration == nil ? nil : decision.estimate,
      lowerBound: calibration == nil ? nil : decision.lowerBound,
      seconds: now.timeIntervalSince(startedAt),
      confidenceHistogram: Self.histogram(open.map { scored.probabilities[$0] }),
      threshold: decision.autoLabels.isEmpty ? nil : decision.threshold)
    let publication = RoundPublication(
      report: report, watermark: snapshot.watermark,
      autoByLabel: autoLabels.tally(labelCount: pool.classCount), tasks: tasks,
      dueAt: snapshot.labels.count + plan.batchSize, reachesTarget: decision.reachesTarget)
    try archive.save(Array(JSONEncoder().encode(publication)), as: .publication, round: number)
    return publication
  }

  func publication() throws -> RoundPublication {
    try Self.publication(try kept(.publication))
  }

  /// The round before already found that all that is left may be auto-labeled.
  private func reachedBefore() throws -> Bool {
    guard let bytes = try archive.load(.publication, round: number - 1) else { return false }
    return try Self.publication(bytes).reachesTarget
  }

  private static func publication(_ bytes: [UInt8]) throws -> RoundPublication {
    try JSONDecoder().decode(RoundPublication.self, from: Data(bytes))
  }
}

extension Round {
  /// Rows that the model may label: nobody has, and they are still in the job.
  private func openRows(_ snapshot: LabelSnapshot) -> [Int] {
    var isOpen = [Bool](repeating: true, count: pool.count)
    for label in snapshot.labels { isOpen[label.item] = false }
    for item in snapshot.excluded { isOpen[item] = false }
    return isOpen.indices.filter { isOpen[$0] }
  }

  private func choose(
    _ open: [Int], _ snapshot: LabelSnapshot, _ rows: ProbabilityRows, _ scored: ScoredRows
  ) -> [QueuedTask] {
    let held = Set(snapshot.held)
    let batch = min(plan.batchSize, plan.maxOpenTasks)
    let selection = BatchSelection(
      from: open.filter { !held.contains($0) }, probabilities: rows, scored: scored,
      graph: pool.graph, groups: pool.groups, strategy: settings.strategy,
      size: .init(
        batch: batch, auditShare: plan.auditShare,
        reserve: plan.reserve),
      seed: settings.seed(round: number))
    let batchTasks = selection.choices.map {
      QueuedTask(
        item: $0.row, kind: $0.isAudit ? .audit : .choice, predicted: scored.labels[$0.row],
        inclusion: $0.inclusionProbability)
    }
    let reserve = selection.reserve.map {
      QueuedTask(item: $0, kind: .choice, predicted: scored.labels[$0])
    }
    return batchTasks + reserve
  }

  private func autoLabels(
    _ decision: AutoLabelDecision, _ rows: ProbabilityRows
  ) throws -> AutoLabels {
    var labels = AutoLabels(
      labels: [Int16](repeating: -1, count: pool.count),
      since: [UInt32](repeating: UInt32(number), count: pool.count),
      confidence: [Float](repeating: 0, count: pool.count))
    for label in decision.autoLabels {
      labels.labels[label.row] = Int16(label.label)
      labels.confidence[label.row] = confidence(label, rows)
    }
    // Without the round before, whose file may be lost, every label is this round's.
    labels.carry(from: try? archive.autoLabels(round: number - 1))
    return labels
  }

  private func confidence(
    _ label: AutoLabelDecision.AutoLabel, _ rows: ProbabilityRows
  ) -> Float {
    switch settings.machineConfidence {
    case .probability: return Float(label.probability)
    case .margin:
      let best = rows.best(of: label.row)
      return best.first - best.second
    }
  }

  /// What was predicted of each labeled item before its answer was known.
  ///
  /// Pairs of earlier rounds stay, judged by today's label; new labels are met with the round
  /// before, which had not seen them. Before any prediction, the start's labels are predicted by
  /// models that each lack a tenth of them.
  private func calibrationPairs(_ snapshot: LabelSnapshot) throws -> [CalibrationPair] {
    guard number > 1, let old = try archive.load(.calibration, round: number - 1),
      let seen = try archive.load(.labels, round: number - 1),
      let predictions = try archive.load(.predictions, round: number - 1)
    else { return try startingPairs() }
    let before = try RoundCoding.snapshot(seen)
    let known = Dictionary(uniqueKeysWithValues: snapshot.labels.map { ($0.item, $0.label) })
    let kept = try RoundCoding.pairs(old).compactMap { pair in
      known[pair.row].map { pair.judged(by: $0) }
    }
    let trained = Set(before.labels.map(\.item))
    let scored = ScoredRows(try RoundCoding.probabilities(predictions), calibration: nil)
    let fresh = snapshot.labels.filter { !trained.contains($0.item) }.map {
      scored.pair(row: $0.item, labelCount: before.labels.count, answer: $0.label)
    }
    return kept + fresh
  }

  private func startingPairs() throws -> [CalibrationPair] {
    CalibrationPair.outOfFold(
      pool.features, graph: pool.graph, groups: pool.groups, labels: try humanLabels(),
      classCount: pool.classCount, trainer: trainer, seed: settings.seed(round: number))
  }

  private static func histogram(_ probabilities: [Double]) -> [Int] {
    var bins = [Int](repeating: 0, count: 20)
    for probability in probabilities { bins[min(19, Int(probability * 20))] += 1 }
    return bins
  }
}

extension Round {
  private func kept(_ file: RoundFile) throws -> [UInt8] {
    guard let bytes = try archive.load(file, round: number) else {
      throw RoundError.missing(file, round: number)
    }
    return bytes
  }

  private func snapshot() throws -> LabelSnapshot {
    try keptSnapshot ?? RoundCoding.snapshot(try kept(.labels))
  }

  private func humanLabels() throws -> [HumanLabel] {
    try snapshot().labels.map { HumanLabel(row: $0.item, label: $0.label) }
  }

  private func model() throws -> Classifier {
    if let keptModel { return keptModel }
    let model = try Classifier(bytes: try kept(.model))
    guard model.fingerprint == pool.features.fingerprint else {
      throw RoundError.otherTexts(round: number)
    }
    return model
  }

  private func probabilities() throws -> ProbabilityRows {
    try keptProbabilities ?? RoundCoding.probabilities(try kept(.predictions))
  }
}

/// Why a round could not go on.
package enum RoundError: Error, Equatable, CustomStringConvertible {
  case missing(RoundFile, round: Int)
  case otherTexts(round: Int)

  package var description: String {
    switch self {
    case .missing(let file, let round):
      "round \(round) lost its file “\(file.rawValue)”; the round is run anew"
    case .otherTexts(let round):
      "round \(round)'s model knows other texts than the project's; the round is run anew"
    }
  }
}

extension CalibrationPair {
  /// The same prediction, judged by another answer.
  func judged(by label: Int) -> CalibrationPair {
    CalibrationPair(
      row: row, predicted: predicted, surety: surety, labelCount: labelCount,
      isRight: predicted == label)
  }
}
