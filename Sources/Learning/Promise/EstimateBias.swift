import Foundation

/// The error of the calibrated estimate, as audits of auto-labels show it.
///
/// The observed error is the weighted mean of P − right over the audits, with P today's calibration
/// of the prediction made before: what the calibration has learned from an audit is not counted
/// again. Its prior is a mixture of two normal distributions: most calibrations are right within a
/// point, some, whose form does not fit the task, are off by several (a spike and a slab). The bias
/// is the posterior mean, as far as it is positive.
package enum EstimateBias {
  /// The weights and standard deviations of the prior's parts.
  private static let prior = [(weight: 0.8, deviation: 0.01), (weight: 0.2, deviation: 0.05)]

  /// Returns the bias, 0–1; residuals are P − right, each with its weight.
  package static func bias(_ residuals: [(value: Double, weight: Double)], target: Double) -> Double
  {
    let weight = residuals.reduce(0) { $0 + $1.weight }
    guard weight > 0 else { return 0 }
    let mean = residuals.reduce(0) { $0 + $1.value * $1.weight } / weight
    let noise = (1 - target) * target / Double(residuals.count)
    var (sum, total) = (0.0, 0.0)
    for part in prior {
      let spread = part.deviation * part.deviation
      let variance = spread + noise
      let density = part.weight * exp(-mean * mean / (2 * variance)) / variance.squareRoot()
      sum += density * mean * spread / variance
      total += density
    }
    return max(0, sum / total)
  }
}
