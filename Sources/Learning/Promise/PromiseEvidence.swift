import Foundation

/// The evidence of the accuracy, kept from round to round.
package struct PromiseEvidence: Sendable, Equatable, Codable {
  /// The random draws that were answered, and those of the latest round.
  package var draws: [AuditDraw] = []
  /// The attempts to end the job.
  package var closings: [ClosingAttempt] = []
  /// The rows whose labels came with the input.
  package var initialRows: Set<Int> = []
  /// Whether the initial labels look like a random sample of the pool; nil without any.
  package var isInitialSample: Bool?
  /// Whether the initial labels were compared with random answers.
  package var isInitialCompared = false
  /// The random answers before the first round.
  package var startDraws = 0
  /// Answers against sure predictions.
  package var sureTest: SequentialErrorTest
  package var sureRounds: [RoundTally] = []
  package var workers: WorkerComparison
  /// The rounds after which audits count in the test of the alarm; later ones once an alarm was
  /// acknowledged.
  package var auditsSince = 0
  /// The alarms whose acknowledgement was taken in, by their numbers.
  package var acknowledged: Set<Int> = []

  package init(target: Double, labelCount: Int) {
    sureTest = SequentialErrorTest(allowed: 1 - target)
    workers = WorkerComparison(classCount: labelCount)
  }

  /// The attempt that is going on.
  package var openClosing: ClosingAttempt? {
    closings.last.flatMap { $0.verdict == nil ? $0 : nil }
  }

  /// Returns the answered random draws; one below the uniform chance counts as that fraction.
  package func randomDraws(_ answers: PeopleAnswers) -> Double {
    draws.reduce(Double(startDraws)) {
      answers.of($1.row).isEmpty ? $0 : $0 + min(1, $1.inclusion / max($1.uniform, 1e-9))
    }
  }

  /// Returns whether an answer to the row tells of the pool: not if it is an initial label and
  /// those are no random sample.
  package func isWitness(_ row: Int) -> Bool {
    isInitialSample != false || !initialRows.contains(row)
  }

  /// Returns the audits of auto-labels that were drawn when at least half of today's human labels
  /// were there.
  package func recentAudits(humanLabels: Int) -> [AuditDraw] {
    draws.filter { $0.isOfAutoLabels && 2 * $0.humanLabels >= humanLabels }
  }

  /// Removes the draws of earlier rounds that nobody has answered: they are back in the pool.
  package mutating func removeUnanswered(_ answers: PeopleAnswers, keeping rows: Set<Int> = []) {
    draws.removeAll { answers.of($0.row).isEmpty && !rows.contains($0.row) }
  }

  /// The test of the audits against the allowed error, over all of them.
  ///
  /// A contradicted audit counts once further answers have settled it or, if `isSettled` is false,
  /// since none are asked, at once.
  package func auditTest(
    _ answers: PeopleAnswers, target: Double, isSettled: Bool
  ) -> SequentialErrorTest {
    var test = SequentialErrorTest(allowed: 1 - target)
    for draw in draws where draw.isOfAutoLabels && draw.round >= auditsSince {
      switch draw.outcome(answers.of(draw.row)) {
      case .right: test.note(isWrong: false, weight: draw.weight, allowed: draw.allowed)
      case .wrong: test.note(isWrong: true, weight: draw.weight, allowed: draw.allowed)
      case .contradicted where !isSettled:
        test.note(isWrong: true, weight: draw.weight, allowed: draw.allowed)
      case .unanswered, .contradicted: break
      }
    }
    return test
  }
}

/// The answers of one round to sure predictions, and those that contradict.
package struct RoundTally: Sendable, Equatable, Codable {
  package let round: Int
  package let count: Int
  package let wrong: Int

  package init(round: Int, count: Int, wrong: Int) {
    self.round = round
    self.count = count
    self.wrong = wrong
  }
}

extension [RoundTally] {
  /// Returns the round from which on contradictions are more frequent than before, by three
  /// standard errors at least; nil if there is none.
  ///
  /// The change point is that of the largest log-likelihood of two binomial rates.
  package var change: Int? {
    let all = total
    guard all.wrong > 0, all.wrong < all.count else { return nil }
    let split = indices.dropFirst().max { gain($0) < gain($1) }
    guard let split, gain(split) > 4.5 else { return nil }
    return self[split].round
  }

  private var total: (wrong: Int, count: Int) {
    (reduce(0) { $0 + $1.wrong }, reduce(0) { $0 + $1.count })
  }

  /// Twice the gain in log-likelihood is about chi-squared; 0 where the later rate is not higher.
  private func gain(_ split: Int) -> Double {
    let (early, late, all) = (
      Array(self[..<split]).total, Array(self[split...]).total, total
    )
    guard early.count > 0, late.count > 0, late.wrong * early.count > early.wrong * late.count
    else {
      return 0
    }
    return Self.fit(early) + Self.fit(late) - Self.fit(all)
  }

  private static func fit(_ tally: (wrong: Int, count: Int)) -> Double {
    let (wrong, right) = (Double(tally.wrong), Double(tally.count - tally.wrong))
    let count = wrong + right
    return (wrong > 0 ? wrong * log(wrong / count) : 0)
      + (right > 0 ? right * log(right / count) : 0)
  }
}

/// One attempt to end the job: the draws from the frozen auto-labels of a round.
package struct ClosingAttempt: Sendable, Equatable, Codable {
  /// The round whose auto-labels were frozen.
  package let round: Int
  /// The human labels when the attempt began.
  package let humanLabels: Int
  /// The frozen auto-labels.
  package let open: Int
  /// Their model-based estimate, its lower bound, and the lowest P(right) among them.
  package let estimate: Double
  package let lowerBound: Double
  package let threshold: Double
  /// The accuracy below which the check fails in 95 of 100 jobs, 0–1.
  package var detectable = 0.0
  /// The rows drawn so far.
  package var rows: [Int] = []
  /// The attempt's own draws that were answered, and the wrong ones among them.
  package var drawn = 0
  package var wrong = 0
  /// Whether it passed; nil while it goes on.
  package var verdict: Bool?

  package init(
    round: Int, humanLabels: Int, open: Int, estimate: Double, lowerBound: Double,
    threshold: Double
  ) {
    self.round = round
    self.humanLabels = humanLabels
    self.open = open
    self.estimate = estimate
    self.lowerBound = lowerBound
    self.threshold = threshold
  }
}

/// All answers of people to each row, the oldest first: what labeled it, then blind repeats.
package struct PeopleAnswers: Sendable, Equatable {
  private var answers: [Int: [Int]]

  package init(labels: [(row: Int, label: Int)], repeats: [(row: Int, label: Int)]) {
    answers = Dictionary(labels.map { ($0.row, [$0.label]) }) { first, _ in first }
    for one in repeats where answers[one.row] != nil {
      answers[one.row, default: []].append(one.label)
    }
  }

  package func of(_ row: Int) -> [Int] { answers[row] ?? [] }

  /// The label on which two answers agree, or the first answer; nil without answers.
  package func settled(_ row: Int) -> Int? {
    let all = of(row)
    return all.first { label in all.count { $0 == label } > 1 } ?? all.first
  }
}
