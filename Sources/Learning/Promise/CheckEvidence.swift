import Foundation

/// The evidence of answers to random draws for the model's own error probabilities.
///
/// A sequential probability ratio test (Wald, *Sequential Analysis*, 1947): with p the probability
/// of an error that the model-based estimate gave a row before anyone was asked, and
///
///     q = p + (1 − p) δ
///
/// that of a model whose errors the estimate misses at any confidence, each answer adds ln(p / q)
/// if it contradicts the prediction, and ln((1 − p) / (1 − q)) if it does not. δ is such that the
/// frozen auto-labels would be wrong at 1.3 times the allowed share. Under q the sum ever reaches a
/// with a probability of at most e⁻ᵃ, however often it is looked at.
///
/// The place of an error tells more than the number of errors: a wrong row among the surest is one
/// that doubtful rows cannot explain.
package struct CheckEvidence: Sendable, Equatable {
  /// The share of wrong auto-labels under the alternative, as a multiple of the allowed one.
  static let alternative = 1.3
  private static let leastError = 0.001
  private static let leastExcess = 0.005

  /// δ, 0–1.
  let excess: Double
  /// The logarithm of the likelihood ratio of all answers so far.
  package private(set) var logRatio = 0.0

  /// Takes the model-based estimate of the frozen auto-labels' accuracy and the target, both 0–1.
  package init(estimate: Double, target: Double) {
    excess = max(Self.leastExcess, (Self.alternative * (1 - target) - (1 - estimate)) / estimate)
  }

  /// Notes an answer to a row whose prediction was right with this probability, 0–1.
  package mutating func note(isRight: Bool, probability: Double) {
    let error = min(0.5, max(Self.leastError, 1 - probability))
    let other = error + (1 - error) * excess
    logRatio += isRight ? log((1 - error) / (1 - other)) : log(error / other)
  }
}
