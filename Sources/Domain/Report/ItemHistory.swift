package import Foundation

/// All that a project's database keeps about one item.
package struct ItemHistory: Sendable, Equatable, Codable {
  /// The item's open task.
  package struct Task: Sendable, Equatable, Codable {
    package var kind: QueuedTask.Kind
    package var queuedAt: Date
    /// The round that chose it; 0 before the first.
    package var round: Int
    /// The label that the round would give.
    package var predicted: Int?
    /// The answers that are in, of those that it needs.
    package var votes: Int

    package init(
      kind: QueuedTask.Kind, queuedAt: Date, round: Int, predicted: Int?, votes: Int
    ) {
      (self.kind, self.queuedAt, self.round) = (kind, queuedAt, round)
      (self.predicted, self.votes) = (predicted, votes)
    }
  }

  /// A worker who has the item, or who put it off (without an end).
  package struct Hold: Sendable, Equatable, Codable {
    package var worker: String
    package var since: Date
    package var endsAt: Date?

    package init(worker: String, since: Date, endsAt: Date?) {
      (self.worker, self.since, self.endsAt) = (worker, since, endsAt)
    }
  }

  /// An answer or a decision of the lead, whatever became of it.
  package struct Answer: Sendable, Equatable, Codable {
    package var id: Int64
    package var worker: String
    /// The label's index; nil for a rejection, or if the lead has people asked again.
    package var label: Int?
    package var rejection: RejectReason?
    /// `label`, `audit` or `repeat`; `adjudication` for a decision of the lead.
    package var purpose: String
    /// The lead's reason for a decision.
    package var because: String?
    package var acceptedAt: Date
    package var submittedAt: Date
    package var secondsSpent: Double
    /// The current round when it was given.
    package var round: Int
    /// The label that an audit checked.
    package var auditPredicted: Int?
    /// False for one that came after others had settled the item.
    package var isCounted: Bool
    /// The item that was on the screen, if the answer came with that of a near-duplicate.
    package var givenWith: Item.ID?
    package var undoneAt: Date?
    package var setAside: Withdrawal?
  }

  /// The lead's decision that an answer does not count.
  package struct Withdrawal: Sendable, Equatable, Codable {
    package var at: Date
    package var by: String
    package var reason: String

    package init(at: Date, by: String, reason: String) {
      (self.at, self.by, self.reason) = (at, by, reason)
    }
  }

  /// The label or rejection on which people have settled.
  package struct Settled: Sendable, Equatable, Codable {
    /// `worker`, `adjudicated`, `initial`, `initialAuto` or `rejected`.
    package var origin: String
    package var label: Int?
    package var rejection: RejectReason?
    package var at: Date
    /// The share of the answers that gave the label, or its probability by consolidation.
    package var agreement: Double

    package init(
      origin: String, label: Int?, rejection: RejectReason?, at: Date, agreement: Double
    ) {
      (self.origin, self.label, self.rejection) = (origin, label, rejection)
      (self.at, self.agreement) = (at, agreement)
    }
  }

  package var item: Item.ID
  package var createdAt: Date?
  package var task: Task?
  package var leases: [Hold] = []
  package var putOff: [Hold] = []
  /// Oldest first.
  package var answers: [Answer] = []
  package var settled: Settled?
  /// The notes of workers, oldest first.
  package var notes: [ItemNote] = []

  package init(item: Item.ID) { self.item = item }
}

extension ItemHistory.Answer {
  /// Makes an answer as it was given, before anything became of it.
  package init(
    id: Int64, worker: String, label: Int?, rejection: RejectReason?, purpose: String,
    times: (accepted: Date, submitted: Date, spent: Double), round: Int, isCounted: Bool
  ) {
    (self.id, self.worker, self.label) = (id, worker, label)
    (self.rejection, self.purpose) = (rejection, purpose)
    (acceptedAt, submittedAt, secondsSpent) = times
    (self.round, self.isCounted) = (round, isCounted)
  }
}
