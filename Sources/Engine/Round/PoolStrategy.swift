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
  func choose(
    _ rows: [Int], _ probabilities: ProbabilityRows, _ scored: ScoredRows
  ) throws -> Choice {
    let items = rows.map { row in
      StrategyItem(id: row, probabilities: Self.calibrated(row, probabilities, scored))
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
  /// in proportion, the likeliest first.
  private static func calibrated(
    _ row: Int, _ probabilities: ProbabilityRows, _ scored: ScoredRows
  ) -> [(label: Int, probability: Double)] {
    let values = Array(probabilities[row])
    let best = scored.labels[row]
    let sure = scored.probabilities[row]
    let rest = values.indices.filter { $0 != best }.reduce(0) { $0 + Double(values[$1]) }
    let others = values.indices.filter { $0 != best }.map { label in
      let share = rest > 0 ? Double(values[label]) / rest : 1 / Double(values.count - 1)
      return (label: label, probability: (1 - sure) * share)
    }
    // The calibrated probability of the likeliest label may be below another's.
    return ([(label: best, probability: sure)] + others).sorted {
      $0.probability != $1.probability ? $0.probability > $1.probability : $0.label < $1.label
    }
  }
}
