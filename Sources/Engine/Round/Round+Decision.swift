import Dataset
import Domain
import Foundation
import Learning

extension Round {
  func judge(_ snapshot: LabelSnapshot) throws -> RoundJudgement {
    let pairs = try calibrationPairs(snapshot)
    try files.save(RoundCoding.bytes(pairs), as: .calibration, round: number)
    let calibration = Calibration(
      pairs: pairs, labelCount: snapshot.labels.count,
      answers: model.answerErrors(
        pool.joining(snapshot.copied), labels: try humanLabels(), pairs: pairs, turn: turn))
    let scored = ScoredRows(try probabilities(), calibration: calibration)
    let open = openRows(snapshot)
    let wish = try settings.externalStrategy?.choose(open, scored.rows, scored)
    let candidates = wish?.auto ?? open
    let decision = AutoLabelDecision(
      scored, rows: candidates, target: settings.target, confidence: settings.confidence)
    let reachesTarget = decision.reachesTarget && candidates.count == open.count
    return RoundJudgement(
      pairs: pairs, scored: scored, open: open, decision: decision, wish: wish,
      reachesTarget: reachesTarget,
      isComplete: try open.isEmpty || (reachesTarget && reachedBefore()))
  }

  func report(
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot, selected: Int, now: Date
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

  /// Returns the rows that may be auto-labeled: unlabeled, and neither rejected nor labeled by an
  /// earlier machine.
  private func openRows(_ snapshot: LabelSnapshot) -> [Int] {
    var isOpen = [Bool](repeating: true, count: pool.count)
    for label in snapshot.labels { isOpen[label.item] = false }
    for item in snapshot.excluded { isOpen[item] = false }
    return isOpen.indices.filter { isOpen[$0] }
  }

  func choose(_ judged: RoundJudgement, _ snapshot: LabelSnapshot) -> [QueuedTask] {
    let held = Set(snapshot.held)
    let free = judged.open.filter { !held.contains($0) }
    let selector = BatchSelector(
      batch: plan.batch(after: snapshot.labels.count), auditShare: plan.auditShare,
      reserve: plan.reserve, strategy: settings.strategy, seed: settings.seed(round: number))
    let selection =
      if let wanted = judged.wish?.human.filter({ !held.contains($0) }), !wanted.isEmpty {
        selector.select(from: free, wanted: wanted, scored: judged.scored)
      } else {
        // An external strategy that asks for no annotation would keep the job from ending.
        selector.select(
          from: free, autoLabeled: judged.decision.autoLabels.map(\.row), scored: judged.scored,
          pool: pool)
      }
    return selection.tasks(judged.scored)
  }

  /// Returns the round's auto-labels; a label unchanged since the round before keeps its `since`.
  ///
  /// Without the auto-labels of the round before, all labels are new.
  func autoLabels(_ judged: RoundJudgement, before: AutoLabels?) -> AutoLabels {
    var labels = AutoLabels(
      labels: [Int16](repeating: -1, count: pool.count),
      since: [UInt32](repeating: UInt32(number), count: pool.count),
      confidence: [Float](repeating: 0, count: pool.count))
    for label in judged.decision.autoLabels {
      labels.labels[label.row] = Int16(label.label)
      labels.confidence[label.row] = confidence(label, judged.scored.rows)
    }
    labels.carry(from: before)
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
