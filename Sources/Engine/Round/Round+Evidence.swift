import Dataset
import Domain
import Foundation
package import Learning

extension LearningLoop {
  /// Returns what is known of the accuracy after a round; nil if that was not kept.
  package func evidence(round: Int) throws -> PromiseEvidence? {
    try archive.files(of: .model).load(.promise, round: round).map(RoundCoding.evidence)
  }
}

extension PeopleAnswers {
  /// Takes what people answered without knowing of the lead's decisions, which are no answers.
  init(_ snapshot: LabelSnapshot) {
    self.init(
      labels: snapshot.answers.map { ($0.item, $0.label) },
      repeats: snapshot.laterOpinions + snapshot.repeats.map { (row: $0.item, label: $0.label) })
  }
}

extension LabelSnapshot {
  /// The labels that people gave: the first of those that the lead has decided about.
  var answers: [HumanLabel] {
    guard !adjudicated.isEmpty else { return labels }
    let decided = Set(adjudicated.map(\.item))
    return labels.filter { !decided.contains($0.item) }
      + adjudicated.compactMap { one in
        one.opinions.first.map { HumanLabel(item: one.item, label: $0) }
      }
  }

  fileprivate var laterOpinions: [(row: Int, label: Int)] {
    adjudicated.flatMap { one in one.opinions.dropFirst().map { (row: one.item, label: $0) } }
  }

  /// The items that only the lead has labeled.
  var labeledByLead: Set<Item.ID> {
    Set(adjudicated.filter(\.opinions.isEmpty).map(\.item))
  }
}

extension Round {
  /// From this probability on, a prediction counts as sure.
  private static let sure = 0.8

  /// Returns the evidence of the round before; nil if that round kept none, or none that can be
  /// read: it is then gathered anew.
  func evidenceBefore() -> PromiseEvidence? {
    guard number > 1 else { return nil }
    return try? evidenceFiles.load(.promise, round: number - 1).map(RoundCoding.evidence)
  }

  /// Returns the annotations between which the round's new ones lie: all, if nothing was kept of the
  /// round before.
  func watermarks() throws -> (after: Int64, through: Int64) {
    let last = try snapshot().watermark
    guard evidenceBefore() != nil else { return (0, last) }
    return (fromBefore(.labels, RoundCoding.snapshot)?.watermark ?? 0, last)
  }

  /// Returns what was known after the round before, and what the answers since then tell.
  func evidence(_ snapshot: LabelSnapshot) throws -> PromiseEvidence {
    if isChallenge, let champion = try evidenceFiles.load(.promise, round: number) {
      return try RoundCoding.evidence(champion)
    }
    guard var evidence = evidenceBefore() else { return evidenceAtStart(snapshot) }
    evidence.takeIn(alarms, round: number)
    guard !hasOtherLabels else {
      evidence.beginAnew(with: meanings, target: settings.target)
      return evidence
    }
    compareAnswers(snapshot, &evidence)
    return evidence
  }

  private func evidenceAtStart(_ snapshot: LabelSnapshot) -> PromiseEvidence {
    var evidence = PromiseEvidence(target: settings.target, labelCount: pool.classCount)
    let answered = Set(annotations.map(\.item)).union(snapshot.copied.map(\.item))
    let others = answered.union(snapshot.labeledByLead)
    evidence.meanings = meanings
    evidence.initialRows = Set(snapshot.labels.map(\.item).filter { !others.contains($0) })
    // In a project of an earlier version, only the start was drawn at random.
    let labeled = snapshot.labels.count { answered.contains($0.item) } - snapshot.copied.count
    evidence.startDraws = number == 1 ? labeled : min(plan.startLabels, labeled)
    if !evidence.initialRows.isEmpty {
      evidence.isInitialSample = InitialSample(pool, seed: turn.seed)
        .isLikely(evidence.initialRows.sorted())
    }
    return evidence
  }

  /// Compares the answers since the round before with what it predicted.
  private func compareAnswers(
    _ snapshot: LabelSnapshot, _ evidence: inout PromiseEvidence
  ) {
    guard let before = fromBefore(.labels, RoundCoding.snapshot),
      let predictions = fromBefore(.predictions, RoundCoding.probabilities),
      let pairs = fromBefore(.calibration, RoundCoding.pairs)
    else { return }
    let errors = AnswerErrors(
      rate: answerErrorRate(before, evidence), classCount: pool.classCount)
    let calibration = Calibration(
      pairs: pairs, labelCount: before.labels.count, answers: errors)
    guard let calibration else { return }
    let learned = LearnedLabels(before)
    let scored = ScoredRows(predictions, calibration: calibration)
    let answers = annotations.filter {
      learned.canBeContradicted(byLabel: $0.label, of: $0.item) && $0.item < predictions.count
    }.map {
      WorkerComparison.Answer(
        worker: $0.worker, predicted: scored.labels[$0.item],
        probability: scored.probabilities[$0.item], isRight: scored.labels[$0.item] == $0.label)
    }
    evidence.workers.note(answers)
    let sure = answers.filter { $0.probability >= Self.sure }
    evidence.sureRounds.append(
      RoundTally(round: number, count: sure.count, wrong: sure.count { !$0.isRight }))
    for answer in sure {
      evidence.sureTest.note(
        isWrong: !answer.isRight, allowed: 2 * (1 - answer.probability) + 0.02)
    }
  }

  /// Returns the two-answer agreement of randomly repeated items: of two workers if there are any
  /// such, otherwise of one.
  func answerAgreement(_ snapshot: LabelSnapshot, _ evidence: PromiseEvidence) -> AnswerAgreement {
    let repeats = randomRepeats(snapshot, evidence)
    let others = repeats.filter { !$0.isBySameWorker }
    let counted = others.isEmpty ? repeats : others
    let first = Dictionary(snapshot.answers.map { ($0.item, $0.label) }) { one, _ in one }
    return AnswerAgreement(
      repeats: counted.count, disagreements: counted.count { first[$0.item] != $0.label },
      classCount: pool.classCount)
  }

  /// Returns one repeat of each item that was drawn for it and has a label to compare.
  ///
  /// Repeats of audits are no random ones: an audit is asked again if it contradicts.
  func randomRepeats(
    _ snapshot: LabelSnapshot, _ evidence: PromiseEvidence
  ) -> [RepeatedAnnotation] {
    let audited = Set(evidence.draws.filter(\.isOfAutoLabels).map(\.row))
    let labeled = Set(snapshot.answers.map(\.item))
    var seen: Set<Int> = []
    return snapshot.repeats.filter {
      !audited.contains($0.item) && labeled.contains($0.item) && seen.insert($0.item).inserted
    }
  }

  /// The share of wrong single answers that may be laid to people: declared, or the lower end of
  /// what repeats measure.
  func answerErrorRate(_ snapshot: LabelSnapshot, _ evidence: PromiseEvidence) -> Double {
    settings.declaredErrors ?? answerAgreement(snapshot, evidence).leastErrorRate(confidence: 0.95)
  }

  func coverage(
    _ snapshot: LabelSnapshot, _ evidence: PromiseEvidence, _ answers: PeopleAnswers
  ) -> LabelCoverage {
    var counts = [Int](repeating: 0, count: pool.classCount)
    for label in snapshot.labels { counts[label.label] += 1 }
    return LabelCoverage(
      counts: counts, randomDraws: evidence.randomDraws(answers), target: settings.target,
      outOfUse: outOfUse)
  }

  /// Returns how much too high the calibrated probabilities of recent audits of auto-labels are; 0
  /// before a check has failed.
  func bias(
    _ pairs: [CalibrationPair], _ calibration: Calibration?, _ evidence: PromiseEvidence,
    _ answers: PeopleAnswers, _ snapshot: LabelSnapshot, target: Double
  ) -> Double {
    guard let calibration, evidence.closings.contains(where: { $0.verdict == false }) else {
      return 0
    }
    let pair = Dictionary(pairs.map { ($0.row, $0) }) { $1 }
    let residuals = evidence.recentAudits(humanLabels: snapshot.labels.count).compactMap { draw in
      pair[draw.row].map {
        (
          value: calibration.probability($0.confidence) - ($0.isRight ? 1 : 0),
          weight: draw.weight
        )
      }
    }
    return EstimateBias.bias(residuals, target: target)
  }
}

extension PromiseEvidence {
  /// Begins a test anew once the lead has acknowledged its alarm.
  fileprivate mutating func takeIn(_ alarms: [AlarmReport], round: Int) {
    for report in alarms where !report.isOpen && acknowledged.insert(report.id).inserted {
      switch report.alarm.kind {
      case .audits: auditsSince = round
      case .sureAnswers, .drift:
        sureTest = SequentialErrorTest(allowed: sureTest.allowed)
        sureRounds = []
      case .worker: workers = WorkerComparison(classCount: workers.classCount)
      case .initialLabels, .records: break
      }
    }
  }
}
