/// How often people's answers are wrong, told from where a sure model is contradicted.
///
/// A model's own errors fade as it grows surer; people err on easy items, too. So where predictions
/// are contradicted at a steady rate however sure they are, beyond the 1 % at which models are
/// known to lapse, that rate is taken for the people's. The likelihood is maximized over the rate;
/// it must gain four, as for one parameter more by the Bayesian information criterion, or people
/// are taken to be right. Of the rates that are about as likely the lowest is taken, since what is
/// laid at people's door the model is forgiven. The form is that of random classification noise: Angluin and Laird,
/// *Learning from Noisy Examples*, 1988. What a single answer an item cannot tell apart is a model
/// that is sure and wrong at a steady rate; only repeated answers (`Consolidation`) can.
package struct AnswerErrors: Sendable, Equatable {
  static let highestRate = 0.3
  private static let leastGain = 4.0
  /// How much less likely than the best a rate may be: two standard errors.
  private static let caution = 2.0

  /// The share of answers that are wrong.
  package private(set) var rate = 0.0
  /// The chance that a wrong answer agrees with a wrong prediction.
  private(set) var agreement = 1.0

  package init() {}

  init(rate: Double, classCount: Int) {
    self.rate = rate
    agreement = 1 / Double(max(1, classCount - 1))
  }

  /// Estimates the rate from all pairs, whatever their age.
  ///
  /// The start's rows, a random sample, are predicted anew by models of all other labels: they are
  /// the fairest witnesses of what a sure model is contradicted in. Rows that a strategy chose are
  /// not, since they were chosen where the model erred; of them only what was predicted then counts.
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
    // Coarse steps, then finer ones around the best.
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
