/// A row drawn at random with a known chance, to be compared with what the round predicted before.
package struct AuditDraw: Sendable, Equatable, Codable {
  /// The population that it was drawn from.
  package enum Population: String, Sendable, Codable {
    /// The auto-labels of a round.
    case autoLabels
    /// The rows that a round left to people.
    case others
    /// The frozen auto-labels that would be exported.
    case closing
  }

  package let row: Int
  package let round: Int
  package let population: Population
  /// The round's label, before anyone was asked.
  package let predicted: Int
  /// The chance with which it was drawn, 0–1, and the chance of a uniform draw of the same size.
  package let inclusion: Double
  package let uniform: Double
  /// The human labels when it was drawn.
  package let humanLabels: Int
  /// The share of wrong auto-labels that the target allowed then, 0–1.
  package let allowed: Double
  /// The probability then that the prediction is right, 0–1; nil in draws of earlier versions.
  package let probability: Double?

  package init(
    row: Int, round: Int, population: Population, predicted: Int,
    inclusion: Double, uniform: Double, humanLabels: Int, allowed: Double,
    probability: Double? = nil
  ) {
    self.row = row
    self.round = round
    self.population = population
    self.predicted = predicted
    self.inclusion = inclusion
    self.uniform = uniform
    self.humanLabels = humanLabels
    self.allowed = allowed
    self.probability = probability
  }

  /// Returns the same draw with another label predicted.
  func predicting(_ label: Int) -> AuditDraw {
    AuditDraw(
      row: row, round: round, population: population, predicted: label, inclusion: inclusion,
      uniform: uniform, humanLabels: humanLabels, allowed: allowed, probability: probability)
  }

  /// The weight beside a uniform draw (Horvitz and Thompson, 1952), at most 2.
  package var weight: Double { min(2, uniform / max(inclusion, 1e-9)) }

  package var isOfAutoLabels: Bool { population != .others }

  /// The result of comparing a prediction with people's answers.
  package enum Outcome: Sendable, Equatable {
    case unanswered
    case right
    case wrong
    /// The answer contradicts the prediction; further answers decide which is wrong.
    case contradicted
  }

  /// Compares the prediction with all answers to the row, the oldest first.
  ///
  /// An answer that contradicts is asked again until two answers agree, at most twice: the label
  /// on which independent answers settle is what counts.
  package func outcome(_ answers: [Int]) -> Outcome {
    guard let first = answers.first else { return .unanswered }
    if first == predicted { return .right }
    let settled = answers.first { label in answers.count { $0 == label } > 1 }
    if let settled { return settled == predicted ? .right : .wrong }
    return answers.count > 2 ? .wrong : .contradicted
  }
}
