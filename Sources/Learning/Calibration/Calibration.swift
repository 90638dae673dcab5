import Foundation

/// The probability that the model's most probable label is right: Platt scaling with a lapse rate.
///
///     P(right) = (1 − ε) · σ(b₀ + b₁ · log margin + b₂ · log odds)
///
/// The lapse rate ε, the error rate at any confidence, is that of psychometric functions: Wichmann,
/// Hill, *The Psychometric Function: I*, 2001. Without it estimates above 98 % are half a point too
/// high. The parameters' covariance gives the error of an estimate over many rows.
package struct Calibration: Sendable, Equatable {
  /// The smallest number of pairs to fit to.
  package static let leastPairs = 30
  /// The smallest weighted number of wrong, and of right, pairs for a fit of more than a constant.
  static let leastOfEach = 3.0

  /// b₀, b₁, b₂.
  package let weights: [Double]
  /// The lapse rate ε, 0–1.
  package let lapse: Double
  /// The 4 × 4 covariance of b₀, b₁, b₂ and ln(ε / (1 − ε)).
  let covariance: SmallMatrix
  /// The weighted number of wrong pairs.
  package let wrongWeight: Double
  /// The estimated rate of wrong annotations, 0–0.3, which P(right) does not include.
  package let answerErrorRate: Double

  /// Fits the parameters to pairs; returns nil with fewer than `leastPairs`.
  ///
  /// A pair's weight halves when the number of labels has grown by half of `labelCount`, today's
  /// number. With fewer than `leastOfEach` wrong or right pairs, P(right) is a constant.
  package init?(
    pairs: [CalibrationPair], labelCount: Int, answers: AnswerErrors = AnswerErrors()
  ) {
    guard pairs.count >= Self.leastPairs else { return nil }
    let halfLife = 0.5 * Double(max(1, labelCount))
    let weighted = pairs.map { pair in
      let age = Double(max(0, labelCount - pair.labelCount))
      return WeightedPair(pair, weight: pow(0.5, age / halfLife))
    }
    let wrong = weighted.reduce(0) { $0 + $1.weight * (1 - $1.isRight) }
    let right = weighted.reduce(0) { $0 + $1.weight * $1.isRight }
    guard min(wrong, right) >= Self.leastOfEach,
      let fit = LapseFit(weighted, answers: answers)
    else {
      self.init(constantFor: weighted, right: right, wrong: wrong)
      return
    }
    self.init(
      weights: (0..<3).map { fit.parameters[$0] }, lapse: fit.lapse, covariance: fit.covariance,
      wrongWeight: wrong, answerErrorRate: answers.rate)
  }

  init(
    weights: [Double], lapse: Double, covariance: SmallMatrix, wrongWeight: Double,
    answerErrorRate: Double = 0
  ) {
    self.weights = weights
    self.lapse = lapse
    self.covariance = covariance
    self.wrongWeight = wrongWeight
    self.answerErrorRate = answerErrorRate
  }

  /// Sets P(right) to (right + ½) / (all + 1) for all rows, with its binomial variance.
  private init(constantFor pairs: [WeightedPair], right: Double, wrong: Double) {
    let sum = right + wrong
    let squares = pairs.reduce(0) { $0 + $1.weight * $1.weight }
    let effective = squares > 0 ? sum * sum / squares : 0
    let probability = (right / sum * effective + 0.5) / (effective + 1)
    var covariance = SmallMatrix(size: 4)
    covariance[0, 0] = 1 / ((effective + 1) * probability * (1 - probability))
    self.init(
      weights: [log(probability / (1 - probability)), 0, 0], lapse: 0, covariance: covariance,
      wrongWeight: wrong)
  }

  /// Returns P(right) of a row.
  package func probability(_ confidence: ConfidenceFeatures) -> Double {
    (1 - lapse) * sigmoid(confidence)
  }

  /// Returns the gradient of P(right) in b₀, b₁, b₂ and ln(ε / (1 − ε)).
  func gradient(_ confidence: ConfidenceFeatures) -> SIMD4<Double> {
    let sigma = sigmoid(confidence)
    let slope = (1 - lapse) * sigma * (1 - sigma)
    return SIMD4(
      slope, slope * confidence.logMargin, slope * confidence.logOdds, -sigma * lapse * (1 - lapse))
  }

  private func sigmoid(_ confidence: ConfidenceFeatures) -> Double {
    1
      / (1
        + exp(-(weights[0] + weights[1] * confidence.logMargin + weights[2] * confidence.logOdds)))
  }
}
