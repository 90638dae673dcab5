package import Foundation

/// An answer that a screen keeps in a file of its own, since the project may not hold it; one JSON
/// object on each line, dates in seconds since 1970.
package struct KeptAnswer: Sendable, Equatable, Codable {
  /// The item's line in the input manifest, counted from 1.
  package let line: Int
  /// The item's text, by which a reader knows that it is the same item.
  package let source: String
  package let workerId: String
  /// The label's name; nil for a rejected item.
  package var label: String?
  package var rejected: RejectReason?
  package let acceptedAt: Date
  package let secondsSpent: Double

  package init(
    _ item: Item, by worker: String, label: String? = nil, rejected: RejectReason? = nil,
    acceptedAt: Date, secondsSpent: Double = 0
  ) {
    (line, source, workerId) = (item.id + 1, item.text, worker)
    (self.label, self.rejected) = (label, rejected)
    (self.acceptedAt, self.secondsSpent) = (acceptedAt, secondsSpent)
  }

  /// Negative if the line is none.
  package var item: Item.ID { line < 1 ? -1 : line - 1 }
}

/// The numbers of answers that were added from a file, by what became of them.
package struct AddedAnswers: Sendable, Equatable {
  package var added = 0
  /// The project had them already.
  package var known = 0
  /// Kept, but not counted: others had labeled the item.
  package var late = 0

  package init() {}
}
