/// The state of the loop.
package struct LoopReport: Sendable, Equatable, Codable {
  package enum State: String, Sendable, Equatable, Codable {
    /// Not enough new labels for a round yet.
    case waiting
    /// A round is on its way.
    case working
    case paused
    /// The last round failed; `failure` says why.
    case failed
    case done
  }

  package var state: State
  /// The round that runs or is waited for, counted from 1.
  package var round: Int
  /// A loop's process lives.
  package var isRunning: Bool
  /// The current step (Dataset/FORMATS.md, “Workflow steps”).
  package var step: LoopStep?
  /// The progress of the step, 0–1, where it is known.
  package var fraction: Double?
  /// New human labels still needed before the next round is due.
  package var labelsNeeded: Int
  package var failure: String?
  /// The steps of the round that runs, or of the last one, in order.
  package var steps: [StepReport]

  package init(
    state: State = .waiting, round: Int = 1, isRunning: Bool = false, step: LoopStep? = nil,
    fraction: Double? = nil, labelsNeeded: Int = 0, failure: String? = nil,
    steps: [StepReport] = []
  ) {
    self.state = state
    self.round = round
    self.isRunning = isRunning
    self.step = step
    self.fraction = fraction
    self.labelsNeeded = labelsNeeded
    self.failure = failure
    self.steps = steps
  }
}
