package import Domain
import Foundation

/// A rule that says which rows people should see next.
package struct QueryStrategy: Sendable {
  /// As the job's request names it.
  package let name: String
  /// Whether rows near a chosen one are passed over, since one answer tells of all of them.
  package let skipsNearRows: Bool
  /// How much a row's answer is wanted, by its probabilities.
  private let urgency: @Sendable (ArraySlice<Float>, inout SeededGenerator) -> Double

  init(
    name: String, skipsNearRows: Bool = false,
    urgency: @escaping @Sendable (ArraySlice<Float>, inout SeededGenerator) -> Double
  ) {
    self.name = name
    self.skipsNearRows = skipsNearRows
    self.urgency = urgency
  }

  /// Returns how much each of some rows' answers is wanted.
  package func urgencies(
    of rows: [Int], _ probabilities: ProbabilityRows, using generator: inout SeededGenerator
  ) -> [Double] {
    rows.map { urgency(probabilities[$0], &generator) }
  }
}

extension QueryStrategy {
  /// Every row is as likely to be asked.
  package static let random = QueryStrategy(name: "random") { $1.nextUnit() }

  /// One minus the probability of the likeliest label.
  package static let leastConfidence = QueryStrategy(name: "least-confidence") { row, _ in
    1 - Double(row.max() ?? 0)
  }

  /// One minus the lead of the likeliest label over the second: 1 − (p₁ − p₂).
  package static let margin = QueryStrategy(name: "margin") { row, _ in closeness(row) }

  /// −Σ p ln p.
  package static let entropy = QueryStrategy(name: "entropy") { row, _ in
    row.reduce(0) { $1 > 0 ? $0 - Double($1) * log(Double($1)) : $0 }
  }

  /// The smallest margins, passing over what is near to a row already chosen.
  package static let diverse = QueryStrategy(name: "diverse", skipsNearRows: true) { row, _ in
    closeness(row)
  }

  /// All strategies that a job can name.
  package static let all = [random, leastConfidence, margin, entropy, diverse]

  package static func named(_ name: String) -> QueryStrategy? { all.first { $0.name == name } }

  private static func closeness(_ row: ArraySlice<Float>) -> Double {
    var (first, second): (Float, Float) = (0, 0)
    for value in row {
      if value > first {
        (first, second) = (value, first)
      } else if value > second {
        second = value
      }
    }
    return 1 - Double(first - second)
  }
}
