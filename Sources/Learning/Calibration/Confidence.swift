import Foundation

/// How surely the promised accuracy is to be kept, from 0.5 to 0.99.
package struct Confidence: Sendable, Equatable {
  package let value: Double

  package init(_ value: Double) { self.value = min(0.99, max(0.5, value)) }

  /// How many standard errors the estimate must lie above the target: the normal distribution's
  /// quantile, 1.64 at 0.95 and none at 0.5.
  package var standardErrors: Double { Self.quantile(value) }

  /// The standard normal distribution's quantile, by bisection.
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
