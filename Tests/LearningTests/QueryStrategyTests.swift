import Domain
import Testing

@testable import Learning

@Suite struct QueryStrategyTests {
  private let rows = ProbabilityRows(
    values: [0.5, 0.4, 0.1, 0.4, 0.3, 0.3, 0.9, 0.05, 0.05], classCount: 3)

  private func order(_ strategy: QueryStrategy) -> [Int] {
    var generator = SeededGenerator(seed: 1)
    let values = strategy.informativeness(of: [0, 1, 2], rows, using: &generator)
    return [0, 1, 2].sorted { values[$0] > values[$1] }
  }

  @Test("Least confidence, margin and entropy rank rows as computed by hand")
  func byHand() {
    #expect(order(.leastConfidence) == [1, 0, 2])
    #expect(order(.entropy) == [1, 0, 2])
    // Margins 0.1, 0.1, 0.85: equal but for rounding.
    #expect(order(.margin).last == 2)
    var generator = SeededGenerator(seed: 1)
    let margins = QueryStrategy.margin.informativeness(
      of: [0, 1, 2], rows, using: &generator)
    #expect(abs(margins[0] - 0.9) < 1e-6 && abs(margins[2] - 0.15) < 1e-6)
  }

  @Test("Strategies have the names of the job request")
  func allNames() {
    #expect(
      QueryStrategy.allCases.map(\.rawValue) == [
        "random", "least-confidence", "margin", "entropy", "diverse",
      ])
  }
}
