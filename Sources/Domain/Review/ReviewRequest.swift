package import Foundation

/// A list that the lead looks through, each from the one end to the other.
package enum ReviewList: String, Sendable, Codable, CaseIterable {
  /// Items on whose label people disagree, and the lead has not decided.
  case disagreements
  /// Auto-labels, the least confident first.
  case doubtful
  /// Items whose auto-label a later round took back.
  case takenBack = "taken-back"
  /// Answers of people, of one worker or of one time if asked.
  case answers
  /// Labels of people and of the input that are not what the model predicted before it learned from
  /// them, the surest prediction first.
  case contradictions
  /// Audits whose answer is not the auto-label that was checked.
  case missedAudits = "missed-audits"
  /// Answers to gold that are not the known label.
  case missedGold = "missed-gold"
  case rejected
  /// Notes that workers wrote on items.
  case notes
  /// The lead's own decisions that stand.
  case adjudicated
  /// All items, in the input's order.
  case items
}

/// A request for a part of a list.
package struct ReviewRequest: Sendable, Equatable, Codable {
  package var list: ReviewList
  /// Only this worker's; for lists of what people did.
  package var worker: String?
  /// Only what was given in this time, the end excluded; for lists of what people did.
  package var since: Date?
  package var until: Date?
  /// Only items whose text contains this; case does not count.
  package var search: String
  /// From the other end: the oldest or the surest first; not of all items.
  package var isReversed: Bool
  /// The place where the part before ended; nil for the first part.
  package var after: ReviewPlace?
  /// The most rows of a part.
  package var limit: Int

  package init(
    _ list: ReviewList, worker: String? = nil, search: String = "", limit: Int = 100
  ) {
    self.list = list
    self.worker = worker
    self.search = search
    self.limit = limit
    isReversed = false
  }
}

/// A place in a list, which stays right while rows come and go.
package struct ReviewPlace: Sendable, Equatable, Codable {
  /// The number of the annotation or item after which the next part begins.
  package let number: Int64
  /// The confidence of that auto-label, or the byte of the input at which its line begins.
  package let value: Double

  package init(_ number: Int64, value: Double = 0) {
    (self.number, self.value) = (number, value)
  }
}

/// A part of a list.
package struct ReviewPage: Sendable, Equatable, Codable {
  package var rows: [ReviewRow]
  /// The place where the next part begins; nil at the end of the list.
  ///
  /// A part may have fewer rows than asked for, or none, with more to come: each takes a few
  /// milliseconds at most, however long the list is.
  package var next: ReviewPlace?

  package init(rows: [ReviewRow] = [], next: ReviewPlace? = nil) {
    (self.rows, self.next) = (rows, next)
  }
}
