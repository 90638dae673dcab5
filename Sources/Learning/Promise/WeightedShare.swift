/// A share of right auto-labels, from audits with unequal chances.
///
/// The weighted mean (Hájek, 1971); its one-sided bounds at 95 % are those of Clopper and Pearson
/// with the effective number of audits, (Σ w)² / Σ w² (Kish, 1965).
package struct WeightedShare: Sendable, Equatable {
  /// The share, 0–1; 1 without audits.
  package let value: Double
  /// The lower and the upper bound, 0–1.
  package let lowerBound: Double
  package let upperBound: Double

  package init(_ audits: [(isRight: Bool, weight: Double)]) {
    let weight = audits.reduce(0) { $0 + $1.weight }
    let squares = audits.reduce(0) { $0 + $1.weight * $1.weight }
    guard weight > 0 else {
      (value, lowerBound, upperBound) = (1, 0, 1)
      return
    }
    value = audits.reduce(0) { $0 + ($1.isRight ? $1.weight : 0) } / weight
    let effective = Int((weight * weight / squares).rounded(.down))
    let right = Int((value * Double(effective)).rounded(.down))
    let interval = Binomial.interval(right, of: effective, tail: 0.05)
    (lowerBound, upperBound) = (interval.lowerBound, max(value, interval.upperBound))
  }
}
