/// The rate of wrong annotations, estimated from predictions that annotations contradict.
///
/// A calibrated model's errors vanish as its confidence grows, while people err on easy items, too.
/// A constant rate of contradictions at all confidences, beyond the model's lapse rate (about 1 %),
/// is therefore attributed to the annotations, as random classification noise: Angluin, Laird,
/// *Learning from Noisy Examples*, 1988.
///
/// The rate maximizes the log-likelihood of `LapseFit`. It is 0 unless that gains 4 (the Bayesian
/// information criterion of one parameter), and otherwise the lowest rate within two standard
/// errors of the best: errors attributed to labelers are not charged to the model. With one
/// annotation per item, a model that is confident and wrong at a constant rate cannot be
/// distinguished from label noise; repeated annotations (`DawidSkene`) can tell them apart.
package struct AnswerErrors: Sendable, Equatable {
  static let highestRate = 0.3
  private static let leastGain = 4.0
  /// The log-likelihood below the maximum that is still accepted: two standard errors.
  private static let caution = 2.0

  /// The share of wrong annotations, 0–0.3.
  package private(set) var rate = 0.0
  /// The probability that a wrong annotation equals a wrong prediction.
  private(set) var agreement = 1.0

  package init() {}

  init(rate: Double, classCount: Int) {
    self.rate = rate
    agreement = 1 / Double(max(1, classCount - 1))
  }

  /// Estimates the rate from calibration pairs of all rounds.
  ///
  /// The random sample of the start is predicted again by cross-validation with all other labels,
  /// which gives unbiased pairs of a well-trained model. Pairs of later rounds, whose rows a
  /// strategy selected where the model erred, enter as they were predicted at the time.
  package static func estimate(
    _ pairs: [CalibrationPair], _ validation: CrossValidation, pool: Pool,
    trainer: ClassifierTrainer
  ) -> AnswerErrors {
    guard let first = pairs.map(\.labelCount).min() else { return AnswerErrors() }
    var again = validation
    again.rows = Set(pairs.filter { $0.labelCount <= first + 1 }.map(\.row))
    again.folds = 5
    let fresh = again.pairs(pool, trainer: trainer)
    return estimate(
      fresh + pairs.filter { $0.labelCount > first + 1 }, classCount: pool.classCount)
  }

  static func estimate(_ pairs: [CalibrationPair], classCount: Int) -> AnswerErrors {
    let weighted = pairs.map { WeightedPair($0, weight: 1) }
    guard let perfect = fitness(0, weighted, classCount) else { return AnswerErrors() }
    var best = (rate: 0.0, fitness: perfect)
    // Grid search: coarse steps, then fine ones around the best.
    for step in [0.04, 0.01] {
      let middle = best.rate
      for offset in -3...3 where 0.001...highestRate ~= middle + Double(offset) * step {
        let rate = middle + Double(offset) * step
        guard let found = fitness(rate, weighted, classCount), found > best.fitness
        else { continue }
        best = (rate, found)
      }
    }
    guard best.fitness > perfect + leastGain else { return AnswerErrors() }
    var (low, high) = (0.0, best.rate)
    for _ in 0..<6 {
      let middle = (low + high) / 2
      let isLikely = (fitness(middle, weighted, classCount) ?? perfect) > best.fitness - caution
      (low, high) = isLikely ? (low, middle) : (middle, high)
    }
    return AnswerErrors(rate: high, classCount: classCount)
  }

  private static func fitness(
    _ rate: Double, _ pairs: [WeightedPair], _ classCount: Int
  ) -> Double? {
    LapseFit(pairs, answers: AnswerErrors(rate: rate, classCount: classCount))?.fitness
  }
}
