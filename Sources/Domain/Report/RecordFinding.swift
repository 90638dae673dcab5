package import Foundation

/// A change of what a project's database had kept, found by its seal; nobody can tell who made it.
package struct RecordFinding: Sendable, Equatable, Codable {
  /// The kind of records that do not agree.
  package enum Change: Sendable, Equatable, Codable {
    /// Answers of these numbers were changed, removed or put in afterwards.
    case answers(first: Int64, last: Int64)
    /// So many items have a label that none of their answers gives.
    case labels(count: Int, firstItem: Int)
    /// Notes of workers were changed, removed or put in afterwards.
    case notes
    /// Events were changed, removed or put in afterwards.
    case events
    /// Labels, confidences or times of items were changed after the job was completed.
    case items
    /// Rows of published rounds were changed, removed or put in afterwards.
    case rounds
    /// A decision of the lead, or the job's own name or times, is not the one of the lead's record.
    case decisions
    /// The job had a status that neither the lead nor the loop gave it.
    case status(String)
    /// So many items have another label of the input than its manifest gives them, or none.
    case initialLabels(count: Int, firstItem: Int)
    /// The accuracy of the current round, or the labels that make the next one due, are not what the
    /// loop published.
    case round(Int)
    /// A kept count and what it counts.
    case count(name: String, kept: Int, found: Int)
  }

  package var change: Change
  /// The last check that found everything in order; nil if there was none.
  package var unchangedAt: Date?
  /// The round of that check.
  package var unchangedRound: Int?
  package var foundAt: Date
  package var foundRound: Int

  package init(
    _ change: Change, since last: (at: Date, round: Int)? = nil, foundAt: Date, round: Int
  ) {
    self.change = change
    unchangedAt = last?.at
    unchangedRound = last?.round
    self.foundAt = foundAt
    foundRound = round
  }
}
