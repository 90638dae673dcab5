import Foundation

/// Exact tail probabilities and intervals of binomial counts.
package enum Binomial {
  /// Returns P(X ≥ `count`) of a binomial variable of `trials`, each with `chance`.
  package static func atLeast(_ count: Int, of trials: Int, chance: Double) -> Double {
    if count <= 0 { return 1 }
    if count > trials || chance <= 0 { return 0 }
    if chance >= 1 { return 1 }
    return min(1, (count...trials).reduce(0) { $0 + mass($1, trials, chance) })
  }

  /// Returns P(X ≤ `count`).
  package static func atMost(_ count: Int, of trials: Int, chance: Double) -> Double {
    atLeast(trials - count, of: trials, chance: 1 - chance)
  }

  /// Returns the interval of Clopper and Pearson, *The Use of Confidence or Fiducial Limits*, 1934:
  /// each end is passed with at most `tail`.
  package static func interval(
    _ count: Int, of trials: Int, tail: Double
  ) -> ClosedRange<Double> {
    guard trials > 0 else { return 0...1 }
    let low = count == 0 ? 0 : solve { atLeast(count, of: trials, chance: $0) < tail }
    let high = count == trials ? 1 : solve { atMost(count, of: trials, chance: $0) > tail }
    return low...max(low, high)
  }

  /// Returns the largest chance for which `isBelow` holds, which holds up to some chance.
  private static func solve(_ isBelow: (Double) -> Bool) -> Double {
    var (low, high) = (0.0, 1.0)
    for _ in 0..<50 {
      let middle = (low + high) / 2
      if isBelow(middle) { low = middle } else { high = middle }
    }
    return (low + high) / 2
  }

  private static func mass(_ count: Int, _ trials: Int, _ chance: Double) -> Double {
    let (k, n) = (Double(count), Double(trials))
    let ways = lgamma(n + 1) - lgamma(k + 1) - lgamma(n - k + 1)
    return exp(ways + k * log(chance) + (n - k) * log(1 - chance))
  }
}
