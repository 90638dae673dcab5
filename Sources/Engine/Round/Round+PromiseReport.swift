import Domain
import Learning

extension Round {
  /// Returns how the accuracy of the round's auto-labels is known.
  func promiseReport(_ judged: RoundJudgement, _ snapshot: LabelSnapshot) -> PromiseReport {
    var report = PromiseReport()
    report.method = settings.promise
    report.isComplete = judged.isComplete
    // The check before the job's end is of the target, whatever the estimate's bound beyond it.
    report.bound =
      judged.isKnown && !judged.decision.autoLabels.isEmpty
      ? min(judged.decision.lowerBound, settings.target) : nil
    report.calibrationPairs = judged.pairs.count
    report.audits = audits(judged, snapshot)
    report.closing = closing(judged.evidence)
    let audited = settledAudits(judged, snapshot)
    report.labels = labels(judged, audited)
    report.confusions = Self.confusions(audited)
    report.reach = judged.reach
    report.workers = judged.evidence.workers.agreements.map {
      PromiseReport.WorkerAgreement(
        worker: $0.worker, answers: $0.answers, agreeing: $0.agreeing, expected: $0.expected)
    }
    report.answers = answers(snapshot, judged.evidence)
    report.hold = judged.hold
    report.isInitialSample = judged.evidence.isInitialSample
    return report
  }

  private func audits(
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot
  ) -> PromiseReport.AuditReport? {
    let audits = judged.evidence.recentAudits(humanLabels: snapshot.labels.count).compactMap {
      draw -> (isRight: Bool, weight: Double)? in
      switch draw.outcome(judged.answers.of(draw.row)) {
      case .right: (true, draw.weight)
      case .wrong, .contradicted: (false, draw.weight)
      case .unanswered: nil
      }
    }
    let weighted = WeightedShare(audits)
    return audits.isEmpty
      ? nil
      : PromiseReport.AuditReport(
        count: audits.count, wrong: audits.count { !$0.isRight }, accuracy: weighted.value,
        lowerBound: weighted.lowerBound, upperBound: weighted.upperBound)
  }

  private func closing(_ evidence: PromiseEvidence) -> PromiseReport.ClosingReport? {
    guard let last = evidence.closings.last else { return nil }
    let check = check(of: last, evidence)
    return PromiseReport.ClosingReport(
      attempt: evidence.closings.count, drawn: last.drawn, wrong: last.wrong,
      most: check.most, detectable: last.detectable,
      passed: last.verdict)
  }

  /// Returns the recent audits on whose label people have settled.
  private func settledAudits(
    _ judged: RoundJudgement, _ snapshot: LabelSnapshot
  ) -> [(predicted: Int, answer: Int)] {
    judged.evidence.recentAudits(humanLabels: snapshot.labels.count).compactMap { draw in
      judged.answers.settled(draw.row).map { (predicted: draw.predicted, answer: $0) }
    }
  }

  private func labels(
    _ judged: RoundJudgement, _ audits: [(predicted: Int, answer: Int)]
  ) -> [PromiseReport.LabelQuality] {
    judged.coverage.counts.indices.map { label in
      let quality = ClassQuality(label: label, audits: audits)
      return PromiseReport.LabelQuality(
        human: judged.coverage.counts[label], precision: quality.precision?.estimate,
        recall: quality.recall?.estimate)
    }
  }

  /// The most confusions that a report keeps.
  private static let mostConfusions = 24

  private static func confusions(
    _ audits: [(predicted: Int, answer: Int)]
  ) -> [PromiseReport.Confusion] {
    let byLabel = Dictionary(grouping: audits, by: \.predicted)
    let all = byLabel.flatMap { predicted, audits in
      Dictionary(grouping: audits.filter { $0.answer != predicted }, by: \.answer).map {
        PromiseReport.Confusion(
          predicted: predicted, answered: $0.key, count: $0.value.count, audits: audits.count)
      }
    }
    let sorted = all.sorted {
      ($1.count, $0.predicted, $0.answered) < ($0.count, $1.predicted, $1.answered)
    }
    return Array(sorted.prefix(mostConfusions))
  }

  private func answers(
    _ snapshot: LabelSnapshot, _ evidence: PromiseEvidence
  ) -> PromiseReport.AnswerQuality? {
    let seen = answerAgreement(snapshot, evidence)
    guard seen.repeats > 0 || settings.declaredErrors != nil else { return nil }
    let interval = seen.interval(confidence: 0.95)
    let repeats = randomRepeats(snapshot, evidence)
    return PromiseReport.AnswerQuality(
      repeats: seen.repeats, disagreements: seen.disagreements,
      isBySameWorker: !repeats.isEmpty && repeats.allSatisfy(\.isBySameWorker),
      errors: seen.repeats == 0
        ? nil
        : PromiseReport.Estimate(
          value: seen.errorRate, low: interval.lowerBound, high: interval.upperBound),
      declared: settings.declaredErrors,
      repeatsMissing: seen.disagreements == 0
        ? 0
        : seen.repeatsMissing(halfWidth: (1 - settings.target) / 2, confidence: 0.95))
  }
}

extension ClassQuality.Share {
  fileprivate var estimate: PromiseReport.Estimate {
    PromiseReport.Estimate(value: value, low: interval.lowerBound, high: interval.upperBound)
  }
}
