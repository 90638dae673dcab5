import Dataset
import Domain
import Learning

extension Round {
  /// Returns the plan of an attempt's check.
  func check(of attempt: ClosingAttempt, _ evidence: PromiseEvidence) -> ClosingCheck {
    switch settings.promise {
    case .checked:
      ClosingCheck(
        target: settings.target, humanLabels: attempt.humanLabels, open: attempt.open,
        failures: evidence.closings.count { $0.round < attempt.round && $0.verdict == false },
        batch: plan.batch(after: attempt.humanLabels))
    case .audited:
      ClosingCheck(auditing: attempt.open, target: settings.target, estimate: attempt.estimate)
    }
  }

  /// Returns what the answered draws and earlier audits tell; audits alone are judged without those.
  func findings(
    _ attempt: ClosingAttempt, _ evidence: PromiseEvidence, _ answers: PeopleAnswers, isLast: Bool
  ) -> ClosingCheck.Findings {
    let earlier =
      settings.promise == .audited ? (wrong: 0, count: 0) : earlier(attempt, evidence, answers)
    return ClosingCheck.Findings(
      drawn: attempt.drawn, wrong: Double(attempt.wrong) + earlier.wrong,
      of: Double(attempt.drawn) + earlier.count,
      evidence: logRatio(attempt, evidence, answers), isLast: isLast)
  }

  /// Returns the evidence of the check's own draws, and of earlier audits by what was predicted then.
  private func logRatio(
    _ attempt: ClosingAttempt, _ evidence: PromiseEvidence, _ answers: PeopleAnswers
  ) -> Double {
    let audits = evidence.recentAudits(humanLabels: attempt.humanLabels).filter {
      $0.population == .autoLabels && $0.round < attempt.round
    }
    let own = evidence.draws.filter { $0.population == .closing && $0.round >= attempt.round }
    var found = CheckEvidence(estimate: attempt.estimate, target: settings.target)
    for draw in audits + own {
      let outcome = draw.outcome(answers.of(draw.row))
      guard outcome != .unanswered else { continue }
      found.note(isRight: outcome == .right, probability: draw.probability ?? attempt.estimate)
    }
    return found.logRatio
  }

  /// Returns the earlier audits of auto-labels, by weight: those of failed checks count half.
  private func earlier(
    _ attempt: ClosingAttempt, _ evidence: PromiseEvidence, _ answers: PeopleAnswers
  ) -> (wrong: Double, count: Double) {
    evidence.recentAudits(humanLabels: attempt.humanLabels).reduce(into: (0, 0)) { sum, draw in
      let outcome = draw.outcome(answers.of(draw.row))
      guard draw.round < attempt.round, outcome != .unanswered else { return }
      let weight = draw.population == .closing ? ClosingCheck.failedWeight : draw.weight
      sum.wrong += outcome == .right ? 0 : weight
      sum.count += weight
    }
  }

  /// Returns the check's power for up to a thousand of the open rows, evenly spaced.
  func power(
    of check: ClosingCheck, _ attempt: ClosingAttempt, _ judged: RoundJudgement
  ) -> CheckPower {
    let spacing = max(1, judged.open.count / 1000)
    let sample = stride(from: 0, to: judged.open.count, by: spacing).map {
      judged.scored.probabilities[judged.open[$0]] - judged.bias
    }
    return CheckPower(
      check, evidence: CheckEvidence(estimate: attempt.estimate, target: settings.target),
      probabilities: sample)
  }
}
