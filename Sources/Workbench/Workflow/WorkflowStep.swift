import Domain
import Foundation

/// A step of one of the sample's state machines as it stands in a round.
struct WorkflowStep: Sendable, Equatable {
  enum State: String, Sendable, Equatable {
    case ahead = ""
    case running
    case waiting
    case done
    case failed
    /// Not on the way that this round took.
    case skipped = "not taken"
    /// Begun in a round that does not run any more.
    case left = "cut off"
  }

  let name: String
  var state: State
  /// The figures of the step, in a few words.
  var note = ""
  /// The duration in seconds, or since it began; nil where it takes no time of its own.
  var seconds: Double?
  /// The condition after the step and where it led; nil for a step with one way on.
  var branch: Branch?

  /// The two ways on: the one down the page, and the other one.
  struct Branch: Sendable, Equatable {
    let down: String
    let other: String
    /// Nil while the step is ahead.
    let goesDown: Bool?
  }

  init(
    _ name: String, _ state: State, _ note: String = "", seconds: Double? = nil,
    branch: Branch? = nil
  ) {
    (self.name, self.state, self.note) = (name, state, note)
    (self.seconds, self.branch) = (seconds, branch)
  }
}

/// One of the sample's two state machines.
struct StateMachine: Sendable, Equatable {
  let name: String
  let steps: [WorkflowStep]
}
