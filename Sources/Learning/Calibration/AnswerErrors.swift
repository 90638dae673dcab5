/// The rate of wrong annotations, as the lead declares it or repeated annotations measure it.
///
/// Errors are random classification noise: Angluin, Laird, *Learning from Noisy Examples*, 1988.
/// Calibration pairs are judged by annotations; with the rate, `Calibration` estimates the
/// probability that a prediction is right, and not that an annotation agrees with it. The rate is
/// never estimated from predictions: with one annotation an item, a model that is confident and
/// wrong at a constant rate looks like people who are.
package struct AnswerErrors: Sendable, Equatable {
  static let highestRate = 0.3

  /// The share of wrong annotations, 0–0.3.
  package private(set) var rate = 0.0
  /// The probability that a wrong annotation equals a wrong prediction.
  private(set) var agreement = 1.0

  package init() {}

  package init(rate: Double, classCount: Int) {
    self.rate = min(Self.highestRate, max(0, rate))
    agreement = 1 / Double(max(1, classCount - 1))
  }
}
