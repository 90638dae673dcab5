import Domain

/// The rows that people should see next, in the order in which they should see them.
package struct BatchSelection: Sendable, Equatable {
  /// A row to be asked.
  package struct Choice: Sendable, Equatable {
    package let row: Int
    /// The chance with which it was drawn, if it is an audit; nil if the strategy chose it.
    package let inclusionProbability: Double?

    package var isAudit: Bool { inclusionProbability != nil }
  }

  /// Audits stand at random places among the strategy's choices, so that nobody can tell them.
  package let choices: [Choice]
  /// The strategy's next choices after those, the most wanted first.
  package let reserve: [Int]

  /// Puts audits among the first `batch` of the chosen rows; the others are the reserve.
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
