import Foundation

/// The one-sided confidence level of the accuracy bound, 0.5–0.99.
package struct ConfidenceLevel: Sendable, Equatable {
  package let value: Double

  package init(_ value: Double) { self.value = min(0.99, max(0.5, value)) }

  /// The standard normal quantile of the level, 1.64 at 0.95 and 0 at 0.5: the number of standard
  /// errors between estimate and bound.
  package var standardErrors: Double { Self.quantile(value) }

  /// Returns the standard normal quantile, by bisection.
  private static func quantile(_ probability: Double) -> Double {
    var (low, high) = (-8.0, 8.0)
    for _ in 0..<60 {
      let middle = (low + high) / 2
      if 0.5 * erfc(-middle / 2.0.squareRoot()) < probability {
        low = middle
      } else {
        high = middle
      }
    }
    return (low + high) / 2
  }
}
