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
  /// The test of answers against sure predictions, and those answers by round.
  package var sureTest: SequentialErrorTest
  package var sureRounds: [RoundTally] = []
  package var workers: WorkerComparison
  /// The rounds after which audits count in the test of the alarm; later ones once an alarm was
  /// acknowledged.
  package var auditsSince = 0
  /// The alarms whose acknowledgement was taken in, by their numbers.
  package var acknowledged: Set<Int> = []

  /// The meaning of each label then; nil in projects of earlier versions, whose labels were all in use.
  package var meanings: [Int]?

  package init(target: Double, labelCount: Int) {
    sureTest = SequentialErrorTest(allowed: 1 - target)
    workers = WorkerComparison(classCount: labelCount)
  }

  /// The meaning of each label then.
  package var labels: [Int] { meanings ?? Array(0..<workers.classCount) }

  /// Begins anew what rests on the labels of before.
  ///
  /// After a merge the draws stay, judged by what the labels stand for now. A label that is new could
  /// not have been the answer to the draws of before: none of them tells how rare it is. One that was merged
  /// away before anyone could give it changes nothing.
  package mutating func beginAnew(with meanings: [Int], target: Double) {
    if openClosing != nil { closings.removeLast() }
    let isMerge =
      !meanings.contains(-1) && meanings.dropFirst(labels.count).allSatisfy { $0 < labels.count }
    draws = isMerge ? draws.map { $0.predicting(meanings[$0.predicted]) } : []
    if !isMerge { startDraws = 0 }
    sureTest = SequentialErrorTest(allowed: 1 - target)
    sureRounds = []
    workers = WorkerComparison(classCount: meanings.count)
    self.meanings = meanings
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

  /// Returns the test of the audits against the allowed error, over all of them.
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
