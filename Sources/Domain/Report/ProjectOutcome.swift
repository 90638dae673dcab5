package import Foundation

/// All that an export adds to the input: the decisions of people, and the current round.
package struct ProjectOutcome: Sendable, Equatable {
  /// A decision of people about one item.
  package enum Decision: Sendable, Equatable {
    /// A label by workers of this project; `confidence` is the share of them that gave it, or the
    /// probability that consolidation gives it, and nil for a label by one worker alone.
    case labeled(label: Int, at: Date, confidence: Double?)
    /// A label by the lead, with what `labeled` has.
    case adjudicated(label: Int, at: Date, confidence: Double?)
    /// The lead has people asked again: no label, whatever a round gave.
    case reopened
    /// Labeled when it came in: its line passes unchanged.
    case initial
    case rejected(reason: RejectReason, at: Date)

    /// The label that people, or the lead, gave.
    package var label: Int? {
      switch self {
      case .labeled(let label, _, _), .adjudicated(let label, _, _): label
      case .reopened, .initial, .rejected: nil
      }
    }
  }

  package var currentRound: Int
  package var status: LabelingJobStatus
  package var decisions: [Item.ID: Decision]
  /// The time at which each round was published, by number from 1.
  package var publishedAt: [Int: Date]

  /// The evidence for the accuracy of the current round; nil in rounds of earlier versions.
  package var promise: PromiseReport?

  /// All answers, the oldest first; empty unless asked for.
  package var annotations: [AnnotationRecord] = []

  package init(
    currentRound: Int, status: LabelingJobStatus, decisions: [Item.ID: Decision],
    publishedAt: [Int: Date]
  ) {
    self.currentRound = currentRound
    self.status = status
    self.decisions = decisions
    self.publishedAt = publishedAt
  }
}
