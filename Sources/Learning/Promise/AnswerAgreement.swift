import Foundation

/// The rate e of wrong single answers, estimated from items that were answered twice, blind.
///
/// With K classes and uniform errors, two independent answers agree in
///
///     (1 − e)² + e² / (K − 1)
///
/// of the items; e solves this for the agreement seen, and its interval is that of Clopper and
/// Pearson for the agreement. Errors that are not uniform, or that one person repeats, agree more
/// often: e is then too low, and less is laid to people.
package struct AnswerAgreement: Sendable, Equatable {
  /// The items answered twice, and those with two different answers.
  package let repeats: Int
  package let disagreements: Int
  package let classCount: Int

  package init(repeats: Int, disagreements: Int, classCount: Int) {
    (self.repeats, self.disagreements) = (repeats, disagreements)
    self.classCount = max(2, classCount)
  }

  /// The likeliest share of wrong single answers; 0 without repeats.
  package var errorRate: Double {
    repeats == 0 ? 0 : rate(disagreement: Double(disagreements) / Double(repeats))
  }

  /// Returns the two-sided interval of the error rate.
  package func interval(confidence: Double) -> ClosedRange<Double> {
    let seen = Binomial.interval(
      disagreements, of: repeats, tail: (1 - confidence) / 2)
    return rate(disagreement: seen.lowerBound)...rate(disagreement: seen.upperBound)
  }

  /// Returns the lower one-sided bound of the error rate; 0 while all answers agree.
  package func leastErrorRate(confidence: Double) -> Double {
    guard disagreements > 0 else { return 0 }
    let seen = Binomial.interval(disagreements, of: repeats, tail: 1 - confidence)
    return rate(disagreement: seen.lowerBound)
  }

  /// Returns the further repeats that narrow the interval to this half-width, at today's agreement.
  package func repeatsMissing(halfWidth: Double, confidence: Double) -> Int {
    let share = (Double(disagreements) + 0.5) / (Double(repeats) + 1)
    let errors = ConfidenceLevel((1 + confidence) / 2).standardErrors
    let slope = max(0.2, 2 - 2 * errorRate * Double(classCount) / Double(classCount - 1))
    let needed =
      share * (1 - share) * (errors / (halfWidth * slope)) * (errors / (halfWidth * slope))
    return max(0, Int(needed.rounded(.up)) - repeats)
  }

  /// Returns the smaller root of (1 − e)² + e² / (K − 1) = 1 − d, at most that of pure chance.
  private func rate(disagreement: Double) -> Double {
    // e² K / (K − 1) − 2 e + d = 0
    let a = Double(classCount) / Double(classCount - 1)
    let root = 1 - a * disagreement
    return root <= 0 ? 1 / a : (1 - root.squareRoot()) / a
  }
}
