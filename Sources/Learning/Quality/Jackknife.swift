import Domain

/// The 95 % interval of a coefficient, from its values with one item left out at a time.
///
/// The jackknife: variance = (N − 1) / N · Σ (θ₍ᵢ₎ − θ̄)² over N items; the interval is θ ± 1.96
/// standard errors. See Tukey, *Bias and Confidence in Not-quite Large Samples*, 1958; Efron,
/// Tibshirani, *An Introduction to the Bootstrap*, 1993, chapter 11.
struct Jackknife: Sendable {
  private static let standardErrors = 1.959964

  let whole: Double
  private var items = 0.0
  /// Sums of the differences from the whole, so that nothing is lost to rounding.
  private var sum = 0.0
  private var squares = 0.0

  init(_ whole: Double) { self.whole = whole }

  /// Notes the coefficient without an item, or without each of so many like it; an item without
  /// which there is no coefficient is passed over.
  mutating func note(_ without: Double?, times: Int = 1) {
    guard let without else { return }
    let (difference, times) = (without - whole, Double(times))
    items += times
    sum += times * difference
    squares += times * difference * difference
  }

  var coefficient: AgreementReport.Coefficient {
    guard items > 1 else { return .init(whole) }
    let variance = (items - 1) / items * (squares - sum * sum / items)
    guard variance > 1e-18 else { return .init(whole) }
    let half = Self.standardErrors * variance.squareRoot()
    return .init(whole, lower: max(-1, whole - half), upper: min(1, whole + half))
  }
}
