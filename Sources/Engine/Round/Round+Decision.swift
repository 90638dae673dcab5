import Dataset
import Domain
import Foundation
import Learning

/// What a round found out about the pool.
struct Judgement {
  let pairs: [CalibrationPair]
  let isCalibrated: Bool
  let scored: ScoredRows
  /// Rows without a human label that are still in the job.
  let open: [Int]
  let decision: AutoLabelDecision
  /// What the user's own logic wants; nil without one.
  let wish: OwnStrategy.Wish?
  let reachesTarget: Bool
  let isComplete: Bool
}

extension Round {
  func judge(_ snapshot: LabelSnapshot) throws -> Judgement {
    let pairs = try calibrationPairs(snapshot)
    try archive.save(RoundCoding.bytes(pairs), as: .calibration, round: number)
    let calibration = Calibration(
      pairs: pairs, labelCount: snapshot.labels.count,
      answers: model.answerErrors(
        pool.joining(snapshot.alike), labels: try humanLabels(), pairs: pairs, turn: turn))
    let rows = try probabilities()
    let scored = ScoredRows(rows, calibration: calibration)
    let open = openRows(snapshot)
    let wish = try settings.ownStrategy?.choose(open, rows, scored)
    let candidates = wish?.auto ?? open
    let reachedBefore = try reachedBefore()
    let decision = AutoLabelDecision(
      scored, rows: candidates, calibration: calibration, target: settings.target,
      confidence: settings.confidence, reachedBefore: reachedBefore)
    let reachesTarget = decision.reachesTarget && candidates.count == open.count
    return Judgement(
      pairs: pairs, isCalibrated: calibration != nil, scored: scored, open: open,
      decision: decision, wish: wish, reachesTarget: reachesTarget,
      isComplete: open.isEmpty || (reachesTarget && reachedBefore))
  }

  func report(
    _ judged: Judgement, _ snapshot: LabelSnapshot, selected: Int, now: Date
  ) -> RoundReport {
    let decision = judged.decision
    return RoundReport(
      number: number, publishedAt: now, trainedOn: snapshot.labels.count,
      autoLabeled: decision.autoLabels.count, humanLabeled: snapshot.labels.count,
      selected: selected, estimatedAccuracy: judged.isCalibrated ? decision.estimate : nil,
      lowerBound: judged.isCalibrated ? decision.lowerBound : nil,
      seconds: now.timeIntervalSince(turn.startedAt),
      confidenceHistogram: Self.histogram(judged.open.map { judged.scored.probabilities[$0] }),
      threshold: decision.autoLabels.isEmpty ? nil : decision.threshold, model: model.name)
  }

  /// Rows that the model may label: nobody has, and they are still in the job.
  private func openRows(_ snapshot: LabelSnapshot) -> [Int] {
    var isOpen = [Bool](repeating: true, count: pool.count)
    for label in snapshot.labels { isOpen[label.item] = false }
    for item in snapshot.excluded { isOpen[item] = false }
    return isOpen.indices.filter { isOpen[$0] }
  }

  func choose(_ judged: Judgement, _ snapshot: LabelSnapshot) throws -> [QueuedTask] {
    let held = Set(snapshot.held)
    let free = judged.open.filter { !held.contains($0) }
    let size = BatchSelection.Size(
      batch: plan.batch(after: snapshot.labels.count), auditShare: plan.auditShare,
      reserve: plan.reserve)
    let seed = settings.seed(round: number)
    let selection =
      if let wanted = judged.wish?.human.filter({ !held.contains($0) }), !wanted.isEmpty {
        BatchSelection(from: free, wanted: wanted, scored: judged.scored, size: size, seed: seed)
      } else {
        // An own logic that wants nobody asked would keep the job from ever ending.
        BatchSelection(
          from: free, autoLabeled: judged.decision.autoLabels.map(\.row),
          probabilities: try probabilities(), scored: judged.scored, graph: pool.graph,
          groups: pool.groups, strategy: settings.strategy, size: size, seed: seed)
      }
    return selection.tasks(judged.scored)
  }

  func autoLabels(
    _ decision: AutoLabelDecision, _ rows: ProbabilityRows, before archive: any RoundArchive
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

  static func histogram(_ probabilities: [Double]) -> [Int] {
    var bins = [Int](repeating: 0, count: 20)
    for probability in probabilities { bins[min(19, Int(probability * 20))] += 1 }
    return bins
  }
}
