import Domain
import Foundation
import Testing

@testable import Learning

@Suite("What the accuracy promise stands on")
struct PromiseTests {
  @Test("Exact tails and the interval of Clopper and Pearson")
  func binomial() {
    #expect(abs(Binomial.atLeast(3, of: 10, chance: 0.2) - 0.3222) < 1e-4)
    #expect(abs(Binomial.atMost(0, of: 59, chance: 0.05) - 0.0485) < 1e-4)
    let interval = Binomial.interval(4, of: 100, tail: 0.025)
    #expect(abs(interval.lowerBound - 0.0110) < 1e-4 && abs(interval.upperBound - 0.0993) < 1e-4)
    #expect(Binomial.interval(0, of: 0, tail: 0.05) == 0...1)
  }

  /// Of so many jobs with 300 audits each, the share whose test contradicts at 1 %.
  private func alarms(jobs: Int, share: Double, weight: Double = 1) -> Double {
    var generator = SeededGenerator(seed: 3)
    let count = (0..<jobs).count { _ in
      var test = SequentialErrorTest(allowed: 0.05)
      for _ in 0..<300 {
        let isWrong = generator.nextUnit() < share
        test.note(isWrong: isWrong, weight: weight)
      }
      return test.contradicts(at: 0.01)
    }
    return Double(count) / Double(jobs)
  }

  @Test("The test keeps its level though it is looked at after every answer")
  func level() {
    #expect(alarms(jobs: 2000, share: 0.05) <= 0.01)
    #expect(alarms(jobs: 2000, share: 0.05, weight: 2) <= 0.01)
  }

  @Test("The test finds shares twice the allowed one")
  func power() {
    #expect(alarms(jobs: 500, share: 0.125) >= 0.9)
    #expect(alarms(jobs: 500, share: 0.2) == 1)
  }

  @Test("Rows drawn with unequal chances count by their weights")
  func weights() {
    // Doubtful rows are twice as likely to be drawn, and are wrong more often: unweighted the share
    // would seem to be 6 %.
    var generator = SeededGenerator(seed: 4)
    let alarms = (0..<500).count { _ in
      var test = SequentialErrorTest(allowed: 0.05)
      for _ in 0..<600 {
        let isDoubtful = generator.nextUnit() < 2.0 / 3
        let isWrong = generator.nextUnit() < (isDoubtful ? 0.07 : 0.03)
        test.note(isWrong: isWrong, weight: isDoubtful ? 0.75 : 1.5)
      }
      return test.contradicts(at: 0.01)
    }
    #expect(alarms <= 5)
  }

  @Test("The error rate of single answers, from repeats")
  func agreement() {
    // Four classes, 10 % wrong: agreement 0.81 + 0.01 / 3.
    let answers = AnswerAgreement(repeats: 3000, disagreements: 560, classCount: 4)
    #expect(abs(answers.errorRate - 0.1) < 0.002)
    let interval = answers.interval(confidence: 0.95)
    #expect(interval.lowerBound > 0.09 && interval.upperBound < 0.11)
    #expect(answers.leastErrorRate(confidence: 0.95) < answers.errorRate)
    #expect(AnswerAgreement(repeats: 0, disagreements: 0, classCount: 4).errorRate == 0)
    #expect(
      AnswerAgreement(repeats: 50, disagreements: 0, classCount: 2).leastErrorRate(confidence: 0.9)
        == 0)
    let few = AnswerAgreement(repeats: 60, disagreements: 6, classCount: 4)
    #expect((200...600).contains(few.repeatsMissing(halfWidth: 0.01, confidence: 0.95)) == false)
    #expect(few.repeatsMissing(halfWidth: 0.02, confidence: 0.95) > 100)
  }

  @Test("A class never met is excluded by 119 random answers at a target of 95 %")
  func classes() {
    var coverage = LabelCoverage(counts: [90, 20, 4, 0], randomDraws: 100, target: 0.95)
    #expect(coverage.drawsMissing == 19)
    #expect(coverage.allows(1) && !coverage.allows(2) && !coverage.allows(3))
    coverage = LabelCoverage(counts: [90, 20, 4, 0], randomDraws: 119, target: 0.95)
    #expect(coverage.drawsMissing == 0)
    coverage = LabelCoverage(counts: [90, 20, 4, 1], randomDraws: 0, target: 0.95)
    #expect(coverage.drawsMissing == 0)
  }

  @Test("Scores of a random sample do not tell it from the rest; others do")
  func likeness() {
    var generator = SeededGenerator(seed: 5)
    func scores(_ shift: Double) -> [Double] { (0..<200).map { _ in generator.nextUnit() + shift } }
    let others = scores(0)
    #expect(!SampleComparison(sample: scores(0), others: others).isOther)
    let moved = SampleComparison(sample: scores(0.2), others: others)
    #expect(moved.isOther && moved.area > 0.6)
    #expect(!SampleComparison(sample: [], others: others).isOther)
    #expect(abs(SampleComparison(sample: [1, 1], others: [1, 1]).area - 0.5) < 1e-9)
  }

  /// How many of `jobs` raise the workers' alarm; the second worker errs where `isWrong` says.
  private func workerAlarms(jobs: Int, wrong: Double) -> Int {
    var generator = SeededGenerator(seed: 6)
    return (0..<jobs).count { _ in
      var workers = WorkerComparison(classCount: 4)
      for _ in 0..<20 {
        workers.note(
          (0..<50).map { place in
            let probability = 0.5 + 0.5 * generator.nextUnit()
            let isRight = generator.nextUnit() < probability
            let errs = place % 2 == 1 && generator.nextUnit() < wrong
            return WorkerComparison.Answer(
              worker: place % 2 == 0 ? "ana" : "ben", predicted: generator.next(below: 4),
              probability: probability, isRight: isRight && !errs)
          })
      }
      return workers.contradicts(at: 0.01)
    }
  }

  @Test("Each worker's agreement is counted beside what the predictions expected")
  func agreements() {
    var workers = WorkerComparison(classCount: 2)
    workers.note(
      [("ben", true), ("ana", true), ("ben", false)].map {
        .init(worker: $0.0, predicted: 0, probability: 0.9, isRight: $0.1)
      })
    let found = workers.agreements
    #expect(found.map(\.worker) == ["ana", "ben"] && found.map(\.answers) == [1, 2])
    #expect(found.map(\.agreeing) == [1, 1] && abs(found[1].expected - 0.9) < 1e-9)
  }

  @Test("One worker who errs is told from the others, and none is where all are alike")
  func workers() {
    #expect(workerAlarms(jobs: 300, wrong: 0) <= 3)
    #expect(workerAlarms(jobs: 50, wrong: 0.5) == 50)
  }

  @Test("A contradicted audit is settled by the label on which two answers agree")
  func outcomes() {
    let draw = AuditDraw(
      row: 3, round: 1, population: .closing, predicted: 2, inclusion: 0.01,
      uniform: 0.01, humanLabels: 100, allowed: 0.05)
    #expect(draw.outcome([]) == .unanswered)
    #expect(draw.outcome([2]) == .right)
    #expect(draw.outcome([1]) == .contradicted)
    #expect(draw.outcome([1, 2]) == .contradicted)
    #expect(draw.outcome([1, 1]) == .wrong)
    #expect(draw.outcome([1, 2, 2]) == .right)
    #expect(draw.outcome([1, 2, 0]) == .wrong)
  }

  @Test("Draws that an earlier version kept are read")
  func earlierDraws() throws {
    let json = """
      {"row": 3, "round": 1, "population": "closing", "predicted": 2, "inclusion": 0.01,
      "uniform": 0.01, "humanLabels": 100, "allowed": 0.05}
      """
    let draw = try JSONDecoder().decode(AuditDraw.self, from: Data(json.utf8))
    #expect(draw.row == 3 && draw.probability == nil)
  }

  @Test("The estimate's bias follows many audits, and hardly a few")
  func bias() {
    func bias(_ count: Int, wrong: Double) -> Double {
      EstimateBias.bias(
        (0..<count).map { (Double($0) < wrong * Double(count) ? -0.04 + 1 : -0.04, 1) },
        target: 0.95)
    }
    #expect(bias(20, wrong: 0.1) < 0.01)
    #expect(bias(400, wrong: 0.1) > 0.045)
    #expect(bias(400, wrong: 0.02) == 0)
    #expect(EstimateBias.bias([], target: 0.95) == 0)
  }

  @Test("A change in time is dated")
  func change() {
    let before = (1...10).map { RoundTally(round: $0, count: 40, wrong: 1) }
    let after = (11...14).map { RoundTally(round: $0, count: 40, wrong: 12) }
    #expect((before + after).change == 11)
    #expect(before.change == nil)
    #expect(((1...10).map { RoundTally(round: $0, count: 40, wrong: 12) }).change == nil)
  }

  @Test("Unequal audits are weighted to one population")
  func weightedShare() {
    let audits =
      Array(repeating: (isRight: true, weight: 1.5), count: 90)
      + Array(repeating: (isRight: false, weight: 0.5), count: 10)
    let share = WeightedShare(audits)
    #expect(abs(share.value - 135.0 / 140) < 1e-9)
    #expect(share.lowerBound < share.value && share.lowerBound > 0.9)
  }

  /// Evidence with so many audits, all contradicted by one answer, drawn under a target.
  private func evidence(_ count: Int, allowed: Double) -> PromiseEvidence {
    var evidence = PromiseEvidence(target: 0.95, labelCount: 4)
    evidence.draws = (0..<count).map {
      AuditDraw(
        row: $0, round: 2, population: .autoLabels, predicted: 2, inclusion: 0.01, uniform: 0.01,
        humanLabels: 100, allowed: allowed)
    }
    return evidence
  }

  private func answers(_ count: Int, wrong: Int, repeated: Bool = false) -> PeopleAnswers {
    let labels = (0..<count).map { (row: $0, label: $0 * wrong % count < wrong ? 1 : 2) }
    return PeopleAnswers(labels: labels, repeats: repeated ? labels : [])
  }

  @Test("A contradicted audit counts when it is settled, or at once where nothing is asked again")
  func contradicted() {
    let evidence = evidence(60, allowed: 0.05)
    let once = answers(60, wrong: 30)
    #expect(!evidence.auditTest(once, target: 0.95, isSettled: true).contradicts(at: 0.004))
    #expect(evidence.auditTest(once, target: 0.95, isSettled: false).contradicts(at: 0.004))
    let twice = answers(60, wrong: 30, repeated: true)
    #expect(evidence.auditTest(twice, target: 0.95, isSettled: true).contradicts(at: 0.004))
  }

  @Test("Audits drawn under a lower target do not contradict a higher one")
  func raisedTarget() {
    let seen = answers(400, wrong: 32, repeated: true)
    let old = evidence(400, allowed: 0.1).auditTest(seen, target: 0.97, isSettled: true)
    #expect(!old.contradicts(at: 0.004))
    let new = evidence(400, allowed: 0.03).auditTest(seen, target: 0.97, isSettled: true)
    #expect(new.contradicts(at: 0.004))
  }

  @Test(
    "Random answers before a change of labels count after a merge, and not beside a new label",
    arguments: [
      ([0, 1, 1, 3], 30), ([0, 1, 2, 3, 1], 30), ([0, 1, 2, 3, 4], 0), ([0, 1, -1, 3, 4, 5], 0),
    ])
  func changedLabels(_ meanings: [Int], _ kept: Int) {
    var evidence = PromiseEvidence(target: 0.95, labelCount: 4)
    evidence.startDraws = 30
    evidence.beginAnew(with: meanings, target: 0.95)
    #expect(evidence.startDraws == kept && evidence.labels == meanings)
  }
}
