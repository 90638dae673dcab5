import Domain

/// The rows to annotate next, in queue order.
package struct BatchSelection: Sendable, Equatable {
  /// A row to annotate.
  package struct Choice: Sendable, Equatable {
    package let row: Int
    /// The inclusion probability of an audit; nil if the strategy chose the row.
    package let inclusionProbability: Double?

    package var isAudit: Bool { inclusionProbability != nil }
  }

  /// The batch, with audits at random positions so that they cannot be recognized.
  package let choices: [Choice]
  /// The strategy's next choices, the most informative first.
  package let reserve: [Int]

  /// Inserts the audits among the first `batch` chosen rows; the remaining rows are the reserve.
  init(
    _ chosen: [Int], audits: AuditSample, batch: Int, using generator: inout SeededGenerator
  ) {
    var choices = chosen.prefix(batch).map { Choice(row: $0, inclusionProbability: nil) }
    for audit in audits.members {
      let choice = Choice(
        row: audit.row, inclusionProbability: audit.inclusionProbability)
      choices.insert(choice, at: generator.next(below: choices.count + 1))
    }
    self.choices = choices
    reserve = Array(chosen.dropFirst(batch))
  }
}
