import Foundation

/// The features of a prediction that the calibration uses.
package struct ConfidenceFeatures: Sendable, Equatable {
  /// The log margin ln(p₁ / p₂) of the two largest probabilities, within ±12.
  package let logMargin: Double
  /// The log odds ln(p₁ / (1 − p₁)) of the largest probability, within ±12.
  package let logOdds: Double

  package init(logMargin: Double, logOdds: Double) {
    self.logMargin = logMargin
    self.logOdds = logOdds
  }

  /// Computes the features from the two largest probabilities of a row.
  package init(first: Float, second: Float) {
    let (one, two) = (max(Double(first), 1e-6), max(Double(second), 1e-6))
    logMargin = min(12, max(-12, log(one / two)))
    logOdds = min(12, max(-12, log(one / max(1 - one, 1e-6))))
  }
}
