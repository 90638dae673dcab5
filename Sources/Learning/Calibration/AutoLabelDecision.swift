import Foundation

/// The largest set of most confident rows whose estimated accuracy reaches the target.
///
/// Rows are sorted by falling probability P of being right. The decision is the longest prefix
/// whose lower bound, `mean P − bias − z · error`, is at least the target:
///
///     error² = f² (gᵀ C g + mean(P (1 − P)) / n),   g the mean gradient of P over the prefix
///
/// with C the calibration's covariance, *n* the length of the prefix, *z* the confidence level's
/// standard errors, f = 1.15 (0.05 / (1 − target))^¾, and the bias that of `EstimateBias`.
/// Each round decides anew for all rows.
package struct AutoLabelDecision: Sendable, Equatable {
  /// A row, its auto-label, and the probability that it is right.
  package struct AutoLabel: Sendable, Equatable {
    package let row: Int
    package let label: Int
    /// The calibrated probability P that the label is right, 0–1.
    package let probability: Double
  }

  /// By falling probability.
  package let autoLabels: [AutoLabel]
  /// The mean P of the auto-labels or, if there are none, of all rows, 0–1.
  package let estimate: Double
  /// The estimate minus its error times the confidence level's standard errors.
  package let lowerBound: Double
  /// The lowest P among the auto-labels; 1 if there are none.
  package let threshold: Double
  /// Whether the prefix is all rows: the target can be reached by labeling everything that is left.
  package let reachesTarget: Bool

  /// Decides over `rows`, which have no human label; without a calibration there are no
  /// auto-labels.
  package init(
    _ scored: ScoredRows, rows: [Int], target: Double, confidence: ConfidenceLevel,
    bias: Double = 0
  ) {
    let order = Self.byFallingProbability(rows, scored)
    let calibration = scored.calibration
    var estimator = PrefixEstimator(
      calibration, target: target, standardErrors: confidence.standardErrors, bias: bias)
    var (count, estimate, bound) = (0, 0.0, 0.0)
    for (index, row) in order.enumerated() {
      let (mean, low) = estimator.include(scored.confidences[row], scored.probabilities[row])
      if calibration != nil && low >= target { (count, estimate, bound) = (index + 1, mean, low) }
    }
    if count == 0 && !order.isEmpty { (estimate, bound) = estimator.latest }
    autoLabels = order[..<count].map {
      AutoLabel(row: $0, label: scored.labels[$0], probability: scored.probabilities[$0])
    }
    self.estimate = estimate
    lowerBound = bound
    threshold = autoLabels.last?.probability ?? 1
    reachesTarget = count == rows.count
  }

  /// Auto-labels all rows, as an earlier round decided whose labels are frozen.
  package init(_ scored: ScoredRows, freezing rows: [Int], by attempt: ClosingAttempt) {
    autoLabels = Self.byFallingProbability(rows, scored).map {
      AutoLabel(row: $0, label: scored.labels[$0], probability: scored.probabilities[$0])
    }
    (estimate, lowerBound) = (attempt.estimate, attempt.lowerBound)
    threshold = attempt.threshold
    reachesTarget = true
  }

  /// Joins the decisions for the rows of each label; the target is reached if each one reaches it.
  package init(joining parts: [AutoLabelDecision]) {
    autoLabels = parts.flatMap(\.autoLabels).sorted { $0.probability > $1.probability }
    let counted = parts.filter { !$0.autoLabels.isEmpty }
    let count = Double(max(1, autoLabels.count))
    func mean(_ value: (AutoLabelDecision) -> Double) -> Double {
      counted.reduce(0) { $0 + value($1) * Double($1.autoLabels.count) } / count
    }
    estimate = mean(\.estimate)
    lowerBound = counted.map(\.lowerBound).min() ?? 0
    threshold = autoLabels.last?.probability ?? 1
    reachesTarget = parts.allSatisfy(\.reachesTarget)
  }

  /// Returns the rows by falling probability, then by falling log margin.
  ///
  /// Sorts packed integers, which is many times faster than comparing rows: 36 bits of the falling
  /// order, then the index. Probabilities are compared to one part in a million.
  private static func byFallingProbability(_ rows: [Int], _ scored: ScoredRows) -> [Int] {
    precondition(rows.count < 1 << 28, "So many rows have no order.")
    var keys = rows.indices.map { index in
      let margin = (scored.confidences[rows[index]].logMargin + 12) / 24
      let confidence = scored.probabilities[rows[index]] * (1 - 1e-6) + margin * 1e-6
      return UInt64(min((1 - confidence) * 0x1p36, 0x1p36 - 1)) << 28 | UInt64(index)
    }
    keys.sort()
    return keys.map { rows[Int($0 & (1 << 28 - 1))] }
  }
}

/// Updates the estimate and its lower bound as rows are appended to a prefix.
private struct PrefixEstimator {
  private let calibration: Calibration?
  private let covariance: [SIMD4<Double>]
  /// The standard errors between estimate and bound, times a factor for stopping at a maximum of
  /// noisy estimates (optional stopping).
  ///
  /// The factor is 1.15 (0.05 / ε)^¾, with ε the allowed error: the fewer errors are allowed, the
  /// more the form of the calibration decides. What it leaves is for `ClosingCheck` to find.
  private let standardErrors: Double
  private let bias: Double
  private var count = 0.0
  private var sum = 0.0
  private var variances = 0.0
  private var gradients = SIMD4<Double>.zero
  /// The estimate and bound of the rows included so far.
  private(set) var latest = (mean: 0.0, low: 0.0)

  init(
    _ calibration: Calibration?, target: Double, standardErrors: Double, bias: Double
  ) {
    self.bias = bias
    self.calibration = calibration
    covariance = calibration?.covariance.columns ?? []
    self.standardErrors = standardErrors * 1.15 * pow(0.05 / max(1 - target, 1e-6), 0.75)
  }

  mutating func include(_ confidence: ConfidenceFeatures, _ probability: Double) -> (
    mean: Double, low: Double
  ) {
    count += 1
    sum += probability
    variances += probability * (1 - probability)
    let mean = sum / count - bias
    guard let calibration else {
      latest = (mean, 0)
      return latest
    }
    gradients += calibration.gradient(confidence)
    let gradient = gradients / count
    var known = 0.0
    for index in 0..<4 { known += gradient[index] * (covariance[index] * gradient).sum() }
    // Floor: an error rate estimated from w errors has a relative standard error of at least 1 /
    // √w.
    let least = (1 - mean) * (1 - mean) / (calibration.wrongWeight + 1)
    let error = (max(known, least) + variances / (count * count)).squareRoot()
    latest = (mean, mean - standardErrors * error)
    return latest
  }
}
