import Domain
package import ExternalModel
import Learning

/// A user's own active-learning logic in the loop, which chooses tasks and proposes auto-labels.
package struct PoolStrategy: Sendable {
  private let external: ExternalStrategy

  package init(_ external: ExternalStrategy) {
    self.external = external
  }

  /// The rows that it chose, the most wanted first.
  struct Choice {
    var auto: [Int] = []
    var human: [Int] = []
  }

  /// Passes rows to it, each with its calibrated probabilities, and returns its choice.
  ///
  /// It is told the labels in use, numbered from 0 in their order, as a user's own model is.
  func choose(
    _ rows: [Int], _ probabilities: ProbabilityRows, _ scored: ScoredRows, inUse labels: [Int]
  ) throws -> Choice {
    let items = rows.map { row in
      StrategyItem(
        id: row, probabilities: Self.calibrated(row, probabilities, scored, inUse: labels))
    }
    var chosen = Choice()
    for choice in try external.choose(items) {
      switch choice.action {
      case .auto: chosen.auto.append(choice.id)
      case .human: chosen.human.append(choice.id)
      }
    }
    return chosen
  }

  /// Returns the calibrated probability of the likeliest label, and the rest split among the others
  /// in use in proportion, the likeliest first; each with its place in `labels`.
  static func calibrated(
    _ row: Int, _ probabilities: ProbabilityRows, _ scored: ScoredRows, inUse labels: [Int]
  ) -> [(label: Int, probability: Double)] {
    let values = Array(probabilities[row])
    let (best, sure) = (scored.labels[row], scored.probabilities[row])
    let rest = labels.filter { $0 != best }.reduce(0) { $0 + Double(values[$1]) }
    return labels.enumerated().map { place, label in
      if label == best { return (label: place, probability: sure) }
      let share = rest > 0 ? Double(values[label]) / rest : 1 / Double(labels.count - 1)
      return (label: place, probability: (1 - sure) * share)
    }
    // The calibrated probability of the likeliest label may be below another's.
    .sorted {
      $0.probability != $1.probability ? $0.probability > $1.probability : $0.label < $1.label
    }
  }
}
