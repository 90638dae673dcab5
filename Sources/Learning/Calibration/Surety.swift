import Foundation

/// How far the likeliest class of a row is ahead: what the calibration goes by.
package struct Surety: Sendable, Equatable {
  /// ln(p₁ / p₂), the likeliest class against the second, within ±12.
  package let lead: Double
  /// ln(p₁ / (1 − p₁)), the likeliest class against all others, within ±12.
  package let odds: Double

  package init(lead: Double, odds: Double) {
    self.lead = lead
    self.odds = odds
  }

  /// Measures it from the two largest probabilities of a row.
  package init(first: Float, second: Float) {
    let (one, two) = (max(Double(first), 1e-6), max(Double(second), 1e-6))
    lead = min(12, max(-12, log(one / two)))
    odds = min(12, max(-12, log(one / max(1 - one, 1e-6))))
  }
}
