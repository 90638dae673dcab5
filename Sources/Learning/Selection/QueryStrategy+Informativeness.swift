package import Domain
import Foundation

extension QueryStrategy {
  /// Returns the informativeness of each row's label, computed from its class probabilities.
  ///
  /// The higher, the sooner a row is annotated. See Settles, *Active Learning Literature Survey*,
  /// 2009.
  package func informativeness(
    of rows: [Int], _ probabilities: ProbabilityRows, using generator: inout SeededGenerator
  ) -> [Double] {
    switch self {
    case .random: rows.map { _ in generator.nextUnit() }
    case .leastConfidence: rows.map { 1 - Double(probabilities[$0].max() ?? 0) }
    case .margin, .diverse:
      rows.map { row in
        let best = probabilities.best(of: row)
        return 1 - Double(best.first - best.second)
      }
    case .entropy:
      rows.map { row in
        probabilities[row].reduce(0) { $1 > 0 ? $0 - Double($1) * log(Double($1)) : $0 }
      }
    }
  }

  /// Whether neighbors of a chosen row are skipped.
  var skipsNearRows: Bool { self == .diverse }
}
