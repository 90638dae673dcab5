import Dataset
import Domain
import Foundation
import Learning

extension Round {
  func judge(_ snapshot: LabelSnapshot) throws -> RoundJudgement {
    let answers = PeopleAnswers(snapshot)
    var evidence = try evidence(snapshot)
    let stage = try decidedStage()
    evidence.note(stage)
    let pairs = try calibrationPairs(snapshot, evidence, answers)
    try files.save(RoundCoding.bytes(pairs), as: .calibration, round: number)
    let errors = AnswerErrors(
      rate: answerErrorRate(snapshot, evidence), classCount: pool.classCount)
    let calibration = Calibration(
      pairs: pairs, labelCount: snapshot.labels.count, answers: errors)
    let scored = ScoredRows(try probabilities(), calibration: calibration)
    let alarms = try newAlarms(snapshot, pairs: pairs, &evidence, answers)
    let coverage = coverage(snapshot, evidence, answers)
    let hold = hold(coverage, evidence, alarms)
    if hold != nil { evidence.endClosing() }
    let open = openRows(snapshot)
    let wish = try settings.externalStrategy?.choose(
      open, scored.rows, scored, inUse: meanings.indices.filter { meanings[$0] == $0 })
    let candidates =
      hold == nil ? (wish?.auto ?? open).filter { coverage.allows(scored.labels[$0]) } : []
    let bias = { target in
      self.bias(pairs, calibration, evidence, answers, snapshot, target: target)
    }
    let decision =
      if let attempt = stage.frozen, hold == nil {
        AutoLabelDecision(scored, freezing: candidates, by: attempt)
      } else {
        decide(candidates, scored, target: settings.target, bias: bias)
      }
    let reachesTarget = hold == nil && decision.reachesTarget && candidates.count == open.count
    return RoundJudgement(
      pairs: pairs, scored: scored, open: open, decision: decision, bias: bias(settings.target),
      wish: wish,
      evidence: evidence, answers: answers, stage: stage, reachesTarget: reachesTarget,
      isComplete: open.isEmpty || (reachesTarget && stage.hasPassed), coverage: coverage,
      alarms: alarms, reach: reach(candidates, scored, bias: bias), hold: hold)
  }

  /// Returns what could be auto-labeled at other targets, as if no check were on its way.
  private func reach(
    _ rows: [Int], _ scored: ScoredRows, bias: (Double) -> Double
  ) -> [PromiseReport.Reach] {
    guard !isChallenge else { return [] }
    return PromiseReport.Reach.targets.map { target in
      let decision = decide(rows, scored, target: target, bias: bias)
      return PromiseReport.Reach(target: target, autoLabels: decision.autoLabels.count)
    }
  }

  /// Decides on auto-labels of all rows together or, if the job asks for it, of each label.
  private func decide(
    _ rows: [Int], _ scored: ScoredRows, target: Double, bias: (Double) -> Double
  ) -> AutoLabelDecision {
    let bias = bias(target)
    func decision(_ rows: [Int]) -> AutoLabelDecision {
      AutoLabelDecision(
        scored, rows: rows, target: target, confidence: settings.confidence, bias: bias)
    }
    guard settings.isTargetPerLabel, !rows.isEmpty else { return decision(rows) }
    let byLabel = Dictionary(grouping: rows) { scored.labels[$0] }.sorted { $0.key < $1.key }
    return AutoLabelDecision(joining: byLabel.map { decision($0.value) })
  }

  func report(
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot, selected: Int, now: Date
  ) -> RoundReport {
    let decision = judged.decision
    var report = RoundReport(
      number: number, publishedAt: now, trainedOn: snapshot.labels.count,
      autoLabeled: decision.autoLabels.count, humanLabeled: snapshot.labels.count,
      selected: selected, estimatedAccuracy: judged.isKnown ? decision.estimate : nil,
      lowerBound: judged.isKnown ? decision.lowerBound : nil,
      seconds: now.timeIntervalSince(turn.startedAt),
      confidenceHistogram: Self.histogram(judged.open.map { judged.scored.probabilities[$0] }),
      threshold: decision.autoLabels.isEmpty ? nil : decision.threshold, model: model.name)
    report.promise = promiseReport(judged, snapshot)
    return report
  }

  /// Returns the rows that may be auto-labeled: unlabeled, and neither rejected, reopened by the
  /// lead, nor labeled by an earlier machine.
  func openRows(_ snapshot: LabelSnapshot) -> [Int] {
    var isOpen = [Bool](repeating: true, count: pool.count)
    for label in snapshot.labels { isOpen[label.item] = false }
    for item in snapshot.excluded { isOpen[item] = false }
    for one in snapshot.adjudicated where one.isReopened { isOpen[one.item] = false }
    return isOpen.indices.filter { isOpen[$0] }
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
