package import Foundation

/// The steps of one round, in order.
package struct RoundSteps: Sendable, Equatable, Codable {
  package var round: Int
  package var steps: [StepReport]

  package init(round: Int, steps: [StepReport]) {
    (self.round, self.steps) = (round, steps)
  }
}

/// A step of a round and when it ran.
package struct StepReport: Sendable, Equatable, Codable {
  package var step: LoopStep
  package var startedAt: Date
  /// Nil while it runs.
  package var endedAt: Date?
  /// Nil while it runs.
  package var result: StepResult?

  package init(step: LoopStep, startedAt: Date, endedAt: Date? = nil, result: StepResult? = nil) {
    self.step = step
    self.startedAt = startedAt
    self.endedAt = endedAt
    self.result = result
  }
}
