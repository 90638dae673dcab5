import Domain
import Learning

/// The chance that each test raises a false alarm in a whole job; one in a hundred together.
private enum FalseAlarmRate {
  static let audits = 0.004
  static let sureAnswers = 0.0029
  static let worker = 0.003
  /// The two-sided normal quantile of 0.0001.
  static let initialLabelsErrors = 3.9
}

extension Round {
  /// Returns the alarms that the answers give reason for.
  func newAlarms(
    _ snapshot: LabelSnapshot, pairs: [CalibrationPair], _ evidence: inout PromiseEvidence,
    _ answers: PeopleAnswers
  ) throws -> [Alarm] {
    var found: [Alarm] = []
    let audits = evidence.auditTest(
      answers, target: settings.target, isSettled: plan.repeatShare > 0)
    if audits.contradicts(at: FalseAlarmRate.audits) {
      found.append(alarm(.audits, audits))
    }
    if evidence.sureTest.contradicts(at: FalseAlarmRate.sureAnswers) {
      let change = evidence.sureRounds.change
      var sure = alarm(change == nil ? .sureAnswers : .drift, evidence.sureTest)
      sure.since = change
      found.append(sure)
    }
    if evidence.workers.contradicts(at: FalseAlarmRate.worker) {
      found += workerAlarm(evidence.workers)
    }
    found += initialLabelsAlarm(pairs, &evidence, answers)
    let open = alarms.filter(\.isOpen).map(\.alarm)
    return found.filter { alarm in !open.contains { $0.isAbout(alarm) } }
  }

  /// Returns the reason why no auto-labels are given; nil if there is none.
  func hold(
    _ coverage: LabelCoverage, _ evidence: PromiseEvidence, _ new: [Alarm]
  ) -> PromiseReport.Hold? {
    if !new.isEmpty || alarms.contains(where: \.isOpen) { return .alarm }
    let random = plan.leastRandom - Int(coverage.randomDraws)
    if !evidence.initialRows.isEmpty, random > 0 { return .randomAnswers(missing: random) }
    let missing = coverage.drawsMissing
    return missing > 0 ? .unseenLabels(coverage.unseen, missing: missing) : nil
  }

  private func alarm(_ kind: Alarm.Kind, _ test: SequentialErrorTest) -> Alarm {
    Alarm(
      kind, contradicting: test.wrong, of: test.count, expected: test.meanAllowed, round: number)
  }

  private func workerAlarm(_ workers: WorkerComparison) -> [Alarm] {
    guard let different = workers.mostDifferent else { return [] }
    return [
      Alarm(
        .worker, worker: different.worker, contradicting: different.contradicting,
        of: different.answers, expected: different.expected, round: number)
    ]
  }

  /// Compares how often initial labels, whose texts look like all others, are predicted right with
  /// how often random answers are.
  private func initialLabelsAlarm(
    _ pairs: [CalibrationPair], _ evidence: inout PromiseEvidence, _ answers: PeopleAnswers
  ) -> [Alarm] {
    let isDue = evidence.isInitialSample == true && !evidence.isInitialCompared
    guard isDue, evidence.randomDraws(answers) >= Double(plan.leastRandom) else { return [] }
    let drawn = Set(evidence.draws.map(\.row))
    let own = pairs.filter { evidence.initialRows.contains($0.row) }
    let others = pairs.filter { drawn.contains($0.row) }
    guard own.count >= 20, others.count >= 20 else { return [] }
    evidence.isInitialCompared = true
    let (one, two) = (own.wrongShare, others.wrongShare)
    let all = (own + others).wrongShare
    let error = all * (1 - all) * (1 / Double(own.count) + 1 / Double(others.count))
    guard abs(one - two) > FalseAlarmRate.initialLabelsErrors * error.squareRoot() else {
      return []
    }
    return [
      Alarm(
        .initialLabels, contradicting: own.count { !$0.isRight }, of: own.count, expected: two,
        round: number)
    ]
  }
}

extension [CalibrationPair] {
  fileprivate var wrongShare: Double { Double(count { !$0.isRight }) / Double(Swift.max(1, count)) }
}
