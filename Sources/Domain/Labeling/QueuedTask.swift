/// A task that a round (or the start) chose for people.
package struct QueuedTask: Sendable, Equatable, Codable {
  package enum Kind: String, Sendable, Equatable, Codable {
    /// Drawn at random before the first round.
    case start
    /// Chosen by the strategy.
    case choice
    /// A blind check of a would-be auto-label.
    case audit
    /// A blind second answer to an item that has a label.
    case repetition = "repeat"
    /// A blind answer of one worker to an item whose label is known.
    case gold
    /// Asked again by the lead; no round takes it out of the queue.
    case reopened

    /// Asks for an item that has a label: the answer measures people and labels nothing.
    package var measuresPeople: Bool { self == .repetition || self == .gold }
  }

  package var item: Item.ID
  package var kind: Kind
  /// The label that the round would give; nil at the start.
  package var predicted: Int?
  /// The chance with which an audit was drawn, 0–1.
  package var inclusion: Double?

  package init(item: Item.ID, kind: Kind, predicted: Int? = nil, inclusion: Double? = nil) {
    self.item = item
    self.kind = kind
    self.predicted = predicted
    self.inclusion = inclusion
  }
}
