import Domain
import Testing

@testable import Learning

@Suite("Consolidation")
struct ConsolidationTests {
  private func answers(_ rows: [[Int]]) -> [Consolidation.Answer] {
    rows.enumerated().flatMap { item, labels in
      labels.enumerated().map { Consolidation.Answer(item: item, worker: $0, label: $1) }
    }
  }

  @Test("One step of a hand-made case comes out as by hand")
  func byHand() {
    // One item, one worker, two labels. Vote: (1, 0). Shares: (2, 1) / 3. Confusions: where 0 is
    // true (2.2 + 1, 0.2) / 3.4, where 1 is true (0.2, 2.2) / 2.4. Belief: 2 · 3.2/3.4 : 0.2/2.4.
    // From there the belief only settles, so that its fixed point must explain itself.
    let result = Consolidation(
      [.init(item: 0, worker: 0, label: 0)], itemCount: 1, workerCount: 1, labelCount: 2)
    let belief = result.beliefs[0][0]
    let shares = ((1 + belief) / 3, (2 - belief) / 3)
    let right = (2.2 + belief) / (2.4 + belief)
    let wrong = (0.2 + (1 - belief)) / (2.4 + (1 - belief))
    let expected = shares.0 * right / (shares.0 * right + shares.1 * wrong)
    #expect(abs(belief - expected) < 1e-5)
    #expect(belief > 0.9)
  }

  @Test("Two who often err do not outvote one who is right")
  func expert() {
    var generator = SeededGenerator(seed: 3)
    // Worker 0 is nearly always right, 1 and 2 guess half of the time, 3 and 4 are good.
    let errors = [0.02, 0.5, 0.5, 0.1, 0.1]
    let truths = (0..<400).map { _ in generator.next(below: 3) }
    let rows = truths.map { truth in
      errors.map { generator.nextUnit() < $0 ? (truth + 1 + generator.next(below: 2)) % 3 : truth }
    }
    let result = Consolidation(answers(rows), itemCount: 400, workerCount: 5, labelCount: 3)
    let right = truths.indices.count { result.label(of: $0).label == truths[$0] }
    let voted = truths.indices.count { item in
      let counts = (0..<3).map { label in rows[item].count { $0 == label } }
      return counts.firstIndex(of: counts.max() ?? 0) == truths[item]
    }
    #expect(right > voted && right > 385)
    for (worker, error) in errors.enumerated() {
      #expect(abs(result.accuracy(of: worker) - (1 - error)) < 0.07)
    }
  }

  @Test("A worker who always swaps two labels is understood")
  func swapped() {
    let truths = (0..<60).map { $0 % 2 }
    let rows = truths.map { [$0, $0, $0, 1 - $0] }
    let result = Consolidation(answers(rows), itemCount: 60, workerCount: 4, labelCount: 2)
    #expect(result.confusions[3][0][1] > 0.9 && result.accuracy(of: 3) < 0.1)
    #expect(truths.indices.allSatisfy { result.label(of: $0).label == truths[$0] })
  }

  @Test("An item without answers has the labels' shares")
  func unanswered() {
    let result = Consolidation([], itemCount: 2, workerCount: 0, labelCount: 4)
    #expect(result.beliefs == [[0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25]])
  }
}

@Suite("Agreement")
struct AgreementTests {
  /// Krippendorff's own example, units by observers; −1 is no answer, labels count from 0.
  private let example = [
    [0, 0, -1, 0], [1, 1, 2, 1], [2, 2, 2, 2], [2, 2, 2, 2], [1, 1, 1, 1], [0, 1, 2, 3],
    [3, 3, 3, 3], [0, 0, 1, 0], [1, 1, 1, 1], [-1, 4, 4, 4], [-1, -1, 0, 0], [-1, -1, 2, -1],
  ]

  private func answers(_ rows: [[Int]]) -> [Consolidation.Answer] {
    rows.enumerated().flatMap { item, labels in
      labels.enumerated().filter { $1 >= 0 }.map {
        Consolidation.Answer(item: item, worker: $0, label: $1)
      }
    }
  }

  @Test("Krippendorff's own example gives 0.743")
  func published() throws {
    let alpha = try #require(Agreement.alpha(answers(example), labelCount: 5))
    #expect(abs(alpha - 0.743) < 0.001)
  }

  @Test("Without two answers to an item there is no alpha, with one label alone it is 1")
  func edges() {
    #expect(Agreement.alpha(answers([[0], [1]]), labelCount: 2) == nil)
    #expect(Agreement.alpha(answers([[1, 1], [1, 1]]), labelCount: 2) == 1)
    #expect(Agreement.pairs(answers([[0, -1], [-1, 1]]), labelCount: 2).isEmpty)
  }

  @Test("Cohen's kappa of a fourfold table comes out as by hand")
  func kappa() throws {
    // 20 times both 0, 15 both 1, 5 times (0, 1), 10 times (1, 0): 0.7 agree, 0.5 by chance.
    let rows =
      [[Int]](repeating: [0, 0], count: 20) + [[Int]](repeating: [1, 1], count: 15)
      + [[Int]](repeating: [0, 1], count: 5) + [[Int]](repeating: [1, 0], count: 10)
    let pair = try #require(Agreement.pairs(answers(rows), labelCount: 2).first)
    #expect(pair.items == 50 && abs(pair.agreement - 0.7) < 1e-12)
    #expect(abs(pair.kappa - 0.4) < 1e-12)
  }
}
