import Domain
package import ExternalModel
import Learning

/// A user's own active-learning logic in the loop: it says what people see next, and what the model
/// may label.
package struct OwnStrategy: Sendable {
  private let external: ExternalStrategy

  package init(_ external: ExternalStrategy) {
    self.external = external
  }

  /// What it wishes, most wanted first.
  struct Wish {
    var auto: [Int] = []
    var human: [Int] = []
  }

  /// Asks it about rows, each with its calibrated probabilities, the likeliest first.
  func choose(_ rows: [Int], _ probabilities: ProbabilityRows, _ scored: ScoredRows) throws -> Wish
  {
    let items = rows.map { row in
      StrategyItem(id: row, probabilities: Self.calibrated(row, probabilities, scored))
    }
    var wish = Wish()
    for choice in try external.choose(items) {
      switch choice.action {
      case .auto: wish.auto.append(choice.id)
      case .human: wish.human.append(choice.id)
      }
    }
    return wish
  }

  /// The likeliest label with the rate at which it is right; the others share what is left.
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
    // A calibration may find the likeliest label less sure than its rivals together.
    return ([(label: best, probability: sure)] + others).sorted {
      $0.probability != $1.probability ? $0.probability > $1.probability : $0.label < $1.label
    }
  }
}
