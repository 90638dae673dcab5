import Domain
import Testing

@testable import Learning

@Suite struct DawidSkeneTests {
  private func annotations(_ rows: [[Int]]) -> [AnnotationSnapshot.Annotation] {
    rows.enumerated().flatMap { item, labels in
      labels.enumerated().map { .init(item: item, worker: "\($0)", label: $1) }
    }
  }

  @Test("The Dawid–Skene fixed point satisfies the hand-written equations")
  func byHand() throws {
    // One item, one worker, two labels. Vote: (1, 0). Shares: (2, 1) / 3. Confusions: where 0 is
    // true (2.2 + 1, 0.2) / 3.4, where 1 is true (0.2, 2.2) / 2.4. Belief: 2 · 3.2/3.4 : 0.2/2.4.
    // From there the belief only settles, so that its fixed point must explain itself.
    let result = DawidSkene(annotations([[0]]), labelCount: 2)
    let belief = try #require(result.beliefs(of: 0))[0]
    let shares = ((1 + belief) / 3, (2 - belief) / 3)
    let right = (2.2 + belief) / (2.4 + belief)
    let wrong = (0.2 + (1 - belief)) / (2.4 + (1 - belief))
    let expected = shares.0 * right / (shares.0 * right + shares.1 * wrong)
    #expect(abs(belief - expected) < 1e-5)
    #expect(belief > 0.9)
  }

  @Test("Dawid–Skene: two unreliable workers do not outvote a reliable one")
  func expert() throws {
    var generator = SeededGenerator(seed: 3)
    // Worker 0 is nearly always right, 1 and 2 guess half of the time, 3 and 4 are good.
    let errors = [0.02, 0.5, 0.5, 0.1, 0.1]
    let truths = (0..<400).map { _ in generator.next(below: 3) }
    let rows = truths.map { truth in
      errors.map { generator.nextUnit() < $0 ? (truth + 1 + generator.next(below: 2)) % 3 : truth }
    }
    let result = DawidSkene(annotations(rows), labelCount: 3)
    let right = truths.indices.count { result.label(of: $0)?.label == truths[$0] }
    let voted = truths.indices.count { item in
      let counts = (0..<3).map { label in rows[item].count { $0 == label } }
      return counts.firstIndex(of: counts.max() ?? 0) == truths[item]
    }
    #expect(right > voted && right > 385)
    for (worker, error) in errors.enumerated() {
      let accuracy = try #require(result.accuracy(of: "\(worker)"))
      #expect(abs(accuracy - (1 - error)) < 0.07)
    }
  }

  @Test("Dawid–Skene: a worker who always swaps two labels is corrected for")
  func swapped() throws {
    let truths = (0..<60).map { $0 % 2 }
    let rows = truths.map { [$0, $0, $0, 1 - $0] }
    let result = DawidSkene(annotations(rows), labelCount: 2)
    #expect(try #require(result.confusions(of: "3"))[0][1] > 0.9)
    #expect(try #require(result.accuracy(of: "3")) < 0.1)
    #expect(truths.indices.allSatisfy { result.label(of: $0)?.label == truths[$0] })
  }

  @Test("Dawid–Skene without annotations: no labels, equal shares")
  func unanswered() {
    let result = DawidSkene([], labelCount: 4)
    #expect(result.shares == [0.25, 0.25, 0.25, 0.25])
    #expect(result.label(of: 0) == nil && result.accuracy(of: "0") == nil)
    #expect(result.answerCount(of: 0) == 0)
  }
}
