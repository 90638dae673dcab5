import Foundation

/// The probability that the model's likeliest label is right.
///
///     P(right) = (1 − ε) · σ(b₀ + b₁ · lead + b₂ · odds)
///
/// ε, the lapse, is the rate at which the model errs however sure it is; without it estimates above
/// 98 % are half a point too high. The covariance says how well the parameters are known, so that
/// an estimate for many rows comes with its error.
package struct Calibration: Sendable, Equatable {
  /// Fewer pairs than this say nothing.
  package static let leastPairs = 30
  /// With fewer wrong or right ones than this, all rows get the same probability.
  static let leastOfEach = 3.0

  /// b₀, b₁, b₂.
  package let weights: [Double]
  /// ε.
  package let lapse: Double
  /// Of b₀, b₁, b₂ and ln(ε / (1 − ε)).
  let covariance: SmallMatrix
  /// Wrong pairs behind it, older ones counting less.
  package let wrongWeight: Double
  /// The share of people's answers that seem to be wrong; P(right) is net of them.
  package let answerErrorRate: Double

  /// Fits it to pairs; those of models with fewer labels than today's count less.
  ///
  /// Returns nil if there are too few pairs to say anything. With hardly any wrong (or right) ones
  /// all rows get the same probability.
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

  /// The same probability for all rows: (right + ½) / (all + 1), with its binomial error.
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

  /// Returns the probability that a row's likeliest label is right.
  package func probability(_ surety: Surety) -> Double { (1 - lapse) * sigmoid(surety) }

  /// Returns how that probability changes with b₀, b₁, b₂ and ln(ε / (1 − ε)).
  func gradient(_ surety: Surety) -> SIMD4<Double> {
    let sigma = sigmoid(surety)
    let slope = (1 - lapse) * sigma * (1 - sigma)
    return SIMD4(slope, slope * surety.lead, slope * surety.odds, -sigma * lapse * (1 - lapse))
  }

  private func sigmoid(_ surety: Surety) -> Double {
    1 / (1 + exp(-(weights[0] + weights[1] * surety.lead + weights[2] * surety.odds)))
  }
}
