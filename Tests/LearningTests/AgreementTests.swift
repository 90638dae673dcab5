import Domain
import Testing

@testable import Learning

@Suite struct AgreementTests {
  /// Krippendorff's own example, units by observers; −1 is no answer, labels count from 0.
  private let example = [
    [0, 0, -1, 0], [1, 1, 2, 1], [2, 2, 2, 2], [2, 2, 2, 2], [1, 1, 1, 1], [0, 1, 2, 3],
    [3, 3, 3, 3], [0, 0, 1, 0], [1, 1, 1, 1], [-1, 4, 4, 4], [-1, -1, 0, 0], [-1, -1, 2, -1],
  ]

  private func answers(_ rows: [[Int]]) -> [AnnotationSnapshot.Annotation] {
    rows.enumerated().flatMap { item, labels in
      labels.enumerated().filter { $1 >= 0 }.map {
        .init(item: item, worker: "\($0)", label: $1)
      }
    }
  }

  @Test("Krippendorff's alpha of his own example is 0.743")
  func published() throws {
    let alpha = try #require(Agreement.alpha(answers(example), labelCount: 5))
    #expect(abs(alpha - 0.743) < 0.001)
  }

  @Test("Krippendorff's alpha is nil without an item annotated twice, and 1 with a single label")
  func edges() {
    #expect(Agreement.alpha(answers([[0], [1]]), labelCount: 2) == nil)
    #expect(Agreement.alpha(answers([[1, 1], [1, 1]]), labelCount: 2) == 1)
    #expect(Agreement.pairs(answers([[0, -1], [-1, 1]]), labelCount: 2).isEmpty)
  }

  @Test("Cohen's kappa of a 2 × 2 table equals the hand-computed one")
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
