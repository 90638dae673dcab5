import Domain
import Testing

@testable import Learning

@Suite("The check of the frozen auto-labels")
struct ClosingCheckTests {
  private let check = ClosingCheck(target: 0.95, humanLabels: 2600, open: 7400, batch: 50)
  private let evidence = CheckEvidence(estimate: 0.96, target: 0.95)
  /// Errors as on the news: most rows are sure, one in seven is doubtful; 4 % are wrong.
  private let probabilities =
    Array(repeating: 0.99, count: 60) + Array(repeating: 0.955, count: 25)
    + Array(repeating: 0.85, count: 15)

  private func found(
    _ drawn: Int, wrong: Double, evidence: Double, isLast: Bool = false
  ) -> ClosingCheck.Findings {
    ClosingCheck.Findings(
      drawn: drawn, wrong: wrong, of: Double(drawn), evidence: evidence, isLast: isLast)
  }

  @Test("The draws of a check: forty first, then half a batch at a time")
  func plan() {
    #expect(check.first == 40 && check.step == 25 && check.most == 500)
    #expect(ClosingCheck(target: 0.95, humanLabels: 40, open: 7000, batch: 1).step == 1)
  }

  @Test("A wrong row among the surest tells more than a doubtful one")
  func surprise() {
    var (sure, doubtful, right) = (evidence, evidence, evidence)
    sure.note(isRight: false, probability: 0.99)
    doubtful.note(isRight: false, probability: 0.7)
    right.note(isRight: true, probability: 0.99)
    #expect(sure.logRatio < 5 * doubtful.logRatio && doubtful.logRatio < 0)
    #expect(right.logRatio > 0)
  }

  @Test("Certain probabilities, and estimates of anything, give finite evidence")
  func extremes() {
    for estimate in [0.01, 0.5, 0.95, 0.99999, 1] {
      for target in [0.5, 0.95, 0.999] {
        var evidence = CheckEvidence(estimate: estimate, target: target)
        for probability in [0, 0.5, 1] {
          evidence.note(isRight: true, probability: probability)
          evidence.note(isRight: false, probability: probability)
        }
        #expect(evidence.logRatio.isFinite)
      }
    }
  }

  @Test("Too many errors seldom give evidence of few, though it is looked at after every answer")
  func level() {
    var generator = SeededGenerator(seed: 8)
    let lucky = (0..<2000).count { _ in
      var found = evidence
      for _ in 0..<380 {
        let probability = probabilities[generator.next(below: probabilities.count)]
        let error = 1 - probability + probability * evidence.excess
        found.note(isRight: generator.nextUnit() >= error, probability: probability)
        if found.logRatio >= 2 { return true }
      }
      return false
    }
    // e⁻² of 2,000 are 271.
    #expect((100...271).contains(lucky))
  }

  @Test("Auto-labels of the accuracy that a check can detect pass it in one job of twenty")
  func power() {
    let power = CheckPower(check, evidence: evidence, probabilities: probabilities)
    let detectable = power.detectable(target: 0.95)
    #expect((0.9...0.945).contains(detectable))
    #expect(abs(power.passChance(accuracy: detectable) - 0.05) < 0.02)
    #expect(power.passChance(accuracy: 0.96) > 0.75)
    #expect(power.passChance(accuracy: 0.98) > 0.97)
    #expect(power.passChance(accuracy: 0.85) < 0.001)
  }

  @Test("A check after failed ones asks for more evidence")
  func failures() {
    let second = ClosingCheck(
      target: 0.95, humanLabels: 2600, open: 7400, failures: 1, batch: 50)
    let found = found(80, wrong: 1, evidence: 2)
    #expect(check.verdict(found) == .passed)
    #expect(second.verdict(found) == .undecided)
  }

  @Test(
    "A job of few items asks for more evidence, and draws more for it",
    arguments: [(20_000, 1.8, 500), (10_000, 1.8, 500), (5_000, 2.5, 693), (3_000, 3.01, 834)])
  func fewItems(_ items: Int, _ needed: Double, _ most: Int) {
    let check = ClosingCheck(
      target: 0.95, humanLabels: items / 4, open: items - items / 4, batch: 50)
    #expect(check.most == most)
    #expect(check.verdict(found(200, wrong: 1, evidence: needed - 0.1)) == .undecided)
    #expect(check.verdict(found(200, wrong: 1, evidence: needed + 0.1)) == .passed)
  }

  @Test("Fewer items than three thousand ask for no more than those")
  func fewestItems() {
    let check = ClosingCheck(target: 0.9, humanLabels: 100, open: 400, batch: 10)
    #expect(check.verdict(found(150, wrong: 1, evidence: 3.1)) == .passed)
    #expect(check.verdict(found(150, wrong: 1, evidence: 2.9)) == .undecided)
  }

  @Test("Few auto-labels are no reason for a check")
  func fewOpen() {
    func check(_ open: Int, after labels: Int) -> ClosingCheck {
      ClosingCheck(target: 0.95, humanLabels: labels, open: open, batch: 50)
    }
    #expect(!check(100, after: 200).isWorthwhile)
    #expect(check(200, after: 200).isWorthwhile)
    #expect(!check(250, after: 2750).isWorthwhile)
  }

  @Test("A check gives no verdict before its first draws are all answered")
  func early() {
    #expect(check.verdict(found(10, wrong: 0, evidence: 3)) == .undecided)
    #expect(check.verdict(found(40, wrong: 0, evidence: 3)) == .passed)
    #expect(check.verdict(found(10, wrong: 0, evidence: 3, isLast: true)) == .passed)
    #expect(check.verdict(found(40, wrong: 6, evidence: 3)) == .failed)
    #expect(check.verdict(found(40, wrong: 2, evidence: -3)) == .failed)
    #expect(check.verdict(found(500, wrong: 10, evidence: 0)) == .failed)
  }
}
