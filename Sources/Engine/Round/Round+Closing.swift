import Dataset
import Domain
import Learning

/// The state of an attempt to end the job, by the answers that a round knows.
enum ClosingStage: Equatable {
  /// No attempt is going on.
  case none
  /// Draws are unanswered, or contradicted and asked again.
  case waiting(ClosingAttempt)
  /// More draws are needed.
  case undecided(ClosingAttempt)
  case passed(ClosingAttempt)
  case failed(ClosingAttempt)

  /// The attempt whose auto-labels stay as they are.
  var frozen: ClosingAttempt? {
    switch self {
    case .waiting(let attempt), .undecided(let attempt), .passed(let attempt): attempt
    case .none, .failed: nil
    }
  }

  /// Whether this round has judged it.
  var hasEnded: Bool {
    switch self {
    case .passed, .failed: true
    case .none, .waiting, .undecided: false
    }
  }

  var hasPassed: Bool {
    if case .passed = self { true } else { false }
  }
}

extension Round {
  /// Judges the attempt to end the job that the round before began or continued.
  func closingStage() throws -> ClosingStage {
    guard !isChallenge, !hasOtherLabels, let evidence = evidenceBefore(),
      var attempt = evidence.openClosing
    else {
      return .none
    }
    let snapshot = try snapshot()
    let answers = PeopleAnswers(snapshot)
    let gone = Set(snapshot.excluded).union(snapshot.labeledByLead)
    let draws = evidence.draws.filter { $0.population == .closing && $0.round >= attempt.round }
    // An answered draw stays, whatever the lead decided since; one that nobody answered and nobody
    // will is replaced.
    let own = draws.map { (row: $0.row, outcome: $0.outcome(answers.of($0.row))) }
      .filter { $0.outcome != .unanswered || !gone.contains($0.row) }.map(\.outcome)
    attempt.drawn = own.count { $0 != .unanswered }
    attempt.wrong = own.count { $0 == .wrong || $0 == .contradicted }
    if isVoid(attempt) { return .failed(attempt) }
    if own.contains(.unanswered) || (plan.repeatShare > 0 && own.contains(.contradicted)) {
      return .waiting(attempt)
    }
    let found = findings(attempt, evidence, answers, isLast: openRows(snapshot).isEmpty)
    attempt.evidence = found.evidence
    return attempt.stage(check(of: attempt, evidence).verdict(found))
  }

  /// Returns the state of the attempt for the round's decision.
  ///
  /// An attempt that was void when the round was trained, but is not any more (the round was
  /// interrupted, and the lead acknowledged an alarm meanwhile), has failed: the predictions are
  /// others than those that were frozen.
  func decidedStage() throws -> ClosingStage {
    let stage = try closingStage()
    guard let attempt = stage.frozen else { return stage }
    let isSame = try files.load(.predictions, round: number) == fromBefore(.predictions) { $0 }
    return isSame ? stage : .failed(attempt)
  }

  /// Whether the frozen auto-labels can no longer be exported: another target, another model, more
  /// items.
  private func isVoid(_ attempt: ClosingAttempt) -> Bool {
    hasGrown || attempt.lowerBound < settings.target || modelBefore() != model.name
      || alarms.contains(where: \.isOpen)
  }

  /// Whether items were added since the round before.
  private var hasGrown: Bool {
    fromBefore(.predictions, RoundCoding.probabilities).map { $0.count < pool.count } ?? false
  }

  /// Returns the file of the round before, if its auto-labels stay frozen.
  func frozen(_ file: RoundFile) throws -> [UInt8]? {
    guard number > 1, try closingStage().frozen != nil else { return nil }
    return fromBefore(file) { $0 }
  }

  /// Returns the tasks of a check of the frozen auto-labels: one that goes on, or one that begins;
  /// nil if there is none.
  func closingTasks(
    _ judged: inout RoundJudgement, _ snapshot: LabelSnapshot
  ) -> [QueuedTask]? {
    if let attempt = judged.evidence.openClosing {
      return moreDraws(of: attempt, &judged, snapshot)
    }
    guard judged.reachesTarget, !judged.open.isEmpty, isDue(judged, snapshot) else { return nil }
    let held = Set(snapshot.held)
    var attempt = ClosingAttempt(
      round: number, humanLabels: snapshot.labels.count, open: judged.open.count,
      estimate: judged.decision.estimate, lowerBound: judged.decision.lowerBound,
      threshold: judged.decision.threshold)
    let check = check(of: attempt, judged.evidence)
    guard check.isWorthwhile else { return nil }
    attempt.detectable = power(of: check, attempt, judged).detectable(target: settings.target)
    judged.evidence.closings.append(attempt)
    judged.evidence.removeUnanswered(judged.answers, keeping: held)
    return moreDraws(of: attempt, &judged, snapshot)
  }

  /// Whether people's labels have grown enough since the last attempt, if that failed.
  private func isDue(_ judged: RoundJudgement, _ snapshot: LabelSnapshot) -> Bool {
    guard let last = judged.evidence.closings.last, last.verdict == false else { return true }
    let before = Double(last.humanLabels + last.drawn)
    return Double(snapshot.labels.count) >= ClosingCheck.growth * before
  }

  /// Returns the draws that are unanswered, and further ones as far as the check wants them.
  private func moreDraws(
    of attempt: ClosingAttempt, _ judged: inout RoundJudgement, _ snapshot: LabelSnapshot
  ) -> [QueuedTask] {
    let check = check(of: attempt, judged.evidence)
    let answers = judged.answers
    let held = Set(snapshot.held)
    let isOpen = Set(judged.open)
    let unanswered = attempt.rows.filter { answers.of($0).isEmpty && isOpen.contains($0) }
    var rows = unanswered.filter { !held.contains($0) }
    if unanswered.isEmpty, !attempt.isContradicted(judged.evidence, answers, plan) {
      // Draws that were rejected, or that the lead labeled, are replaced.
      let drawn = attempt.rows.count { !answers.of($0).isEmpty }
      let wanted = max(check.first - drawn, check.step)
      let count = max(0, min(drawn == 0 ? check.first : wanted, check.most - drawn))
      rows += draw(count, of: judged.open.filter { !held.contains($0) }, &judged, snapshot)
    }
    return rows.prefix(plan.mostOpenTasks).map {
      QueuedTask(item: $0, kind: .audit, predicted: judged.scored.labels[$0], inclusion: nil)
    }
  }

  /// Draws uniformly and notes the draws.
  private func draw(
    _ count: Int, of rows: [Int], _ judged: inout RoundJudgement, _ snapshot: LabelSnapshot
  ) -> [Int] {
    var generator = SeededGenerator(seed: turn.seed ^ 0xC105)
    let drawn = generator.permutation(of: rows.count).prefix(count).map { rows[$0] }
    let chance = Double(drawn.count) / Double(max(1, rows.count))
    judged.evidence.draws += drawn.map {
      draw(
        QueuedTask(item: $0, kind: .audit, inclusion: chance), .closing, chance, judged, snapshot)
    }
    judged.evidence.closings[judged.evidence.closings.count - 1].rows += drawn
    return drawn
  }
}

extension ClosingAttempt {
  fileprivate func stage(_ verdict: ClosingCheck.Verdict) -> ClosingStage {
    switch verdict {
    case .passed: .passed(self)
    case .failed: .failed(self)
    case .undecided: .undecided(self)
    }
  }

  fileprivate func isContradicted(
    _ evidence: PromiseEvidence, _ answers: PeopleAnswers, _ plan: LoopPlan
  ) -> Bool {
    let own = Set(rows)
    return plan.repeatShare > 0
      && evidence.draws.contains {
        own.contains($0.row) && $0.outcome(answers.of($0.row)) == .contradicted
      }
  }
}

extension PromiseEvidence {
  /// Ends the open attempt without a verdict in its favor: auto-labels are held.
  mutating func endClosing() {
    if openClosing != nil { closings[closings.count - 1].verdict = false }
  }

  /// Takes in how the open attempt stands.
  mutating func note(_ stage: ClosingStage) {
    guard openClosing != nil else { return }
    let last = closings.count - 1
    switch stage {
    case .none: break
    case .waiting(let attempt), .undecided(let attempt): closings[last] = attempt
    case .passed(let attempt), .failed(let attempt):
      closings[last] = attempt
      closings[last].verdict = stage.hasPassed
    }
  }
}
