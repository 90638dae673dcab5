import Foundation

/// One pair as the fit sees it.
struct WeightedPair {
  /// 1, lead, odds.
  let inputs: [Double]
  /// 1 or 0.
  let isRight: Double
  let weight: Double
}

/// The fit of P = (1 − ε) · σ(b · x) by Fisher scoring.
///
/// It maximizes the weighted log-likelihood − 0.05 (b₁² + b₂²) + 2 ln ε + 300 ln(1 − ε): a ridge of
/// 0.1, and a prior that puts ε near 0.7 % until pairs speak against it. The covariance is the
/// sandwich H⁻¹ M H⁻¹, which stays right when pairs are weighted or the form does not fit quite.
struct LapseFit {
  private static let lapsePrior = (yes: 2.0, no: 300.0)
  private static let ridge = [1e-6, 0.1, 0.1]

  /// b₀, b₁, b₂, ln(ε / (1 − ε)).
  private(set) var parameters: [Double]
  private(set) var covariance = SmallMatrix(size: 4)

  var lapse: Double { 1 / (1 + exp(-parameters[3])) }

  /// Returns nil if the fit runs away.
  init?(_ pairs: [WeightedPair]) {
    let prior = Self.lapsePrior
    // From a plain logistic fit, which the first ten steps are with ε nearly fixed.
    parameters = [0, 0, 0, log(prior.yes / prior.no)]
    for _ in 0..<60 {
      let (gradient, information) = derivatives(pairs)
      guard let inverse = information.inverted() else { return nil }
      let step = inverse.times(gradient)
      let longest = step.map(abs).max() ?? 0
      guard longest.isFinite else { return nil }
      let scale = min(1, 1.5 / max(longest, 1e-12))
      for index in 0..<4 { parameters[index] += step[index] * scale }
      parameters[3] = min(-1, max(-9, parameters[3]))
      if longest < 1e-6 { break }
    }
    guard let inverse = derivatives(pairs).information.inverted() else { return nil }
    covariance = inverse.times(spreadOfGradients(pairs)).times(inverse)
    guard covariance.quadratic([1, 1, 1, 1]).isFinite else { return nil }
  }

  private func derivatives(
    _ pairs: [WeightedPair]
  ) -> (gradient: [Double], information: SmallMatrix) {
    let lapse = lapse
    let prior = Self.lapsePrior
    let total = prior.yes + prior.no
    var gradient = [0, 0, 0, prior.yes - total * lapse]
    var information = SmallMatrix(size: 4)
    information[3, 3] = total * lapse * (1 - lapse)
    for index in 0..<3 {
      gradient[index] = -Self.ridge[index] * parameters[index]
      information[index, index] = Self.ridge[index]
    }
    for pair in pairs {
      let (probability, slopes) = slopes(pair)
      let scale = pair.weight / (probability * (1 - probability))
      let residual = scale * (pair.isRight - probability)
      for index in 0..<4 { gradient[index] += residual * slopes[index] }
      information.addOuter(slopes, scale: scale)
    }
    return (gradient, information)
  }

  /// The sum of the squared gradients of the pairs, the priors counting with their curvature.
  private func spreadOfGradients(_ pairs: [WeightedPair]) -> SmallMatrix {
    let lapse = lapse
    var spread = SmallMatrix(size: 4)
    for pair in pairs {
      let (probability, slopes) = slopes(pair)
      let residual =
        pair.weight * (pair.isRight - probability) / (probability * (1 - probability))
      spread.addOuter(slopes, scale: residual * residual)
    }
    for index in 0..<3 { spread[index, index] += Self.ridge[index] }
    spread[3, 3] += (Self.lapsePrior.yes + Self.lapsePrior.no) * lapse * (1 - lapse)
    return spread
  }

  /// A pair's probability and its slope along each parameter.
  private func slopes(_ pair: WeightedPair) -> (probability: Double, slopes: [Double]) {
    var score = 0.0
    for index in 0..<3 { score += parameters[index] * pair.inputs[index] }
    let sigma = 1 / (1 + exp(-min(30, max(-30, score))))
    let lapse = lapse
    let slope = (1 - lapse) * sigma * (1 - sigma)
    let probability = min(1 - 1e-6, max(1e-6, (1 - lapse) * sigma))
    let slopes = pair.inputs.map { $0 * slope } + [-sigma * lapse * (1 - lapse)]
    return (probability, slopes)
  }
}
