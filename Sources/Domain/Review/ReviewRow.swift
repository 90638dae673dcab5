package import Foundation

/// An item in a list of the lead, with what it is now and why it is listed.
package struct ReviewRow: Sendable, Equatable, Codable {
  package let item: Item
  package var standing: ItemStanding
  /// The standing opinions, oldest first.
  package var opinions: [Opinion] = []
  /// The label that the model predicted before it learned from people's, where that is why it is
  /// listed.
  package var predicted: Int?
  /// The reason why it is in the list; nil for lists of what the model did.
  package var entry: ReviewEntry?

  package init(item: Item, standing: ItemStanding) {
    (self.item, self.standing) = (item, standing)
  }

  package struct Opinion: Sendable, Equatable, Codable {
    package let worker: String
    package let label: Int

    package init(worker: String, label: Int) {
      (self.worker, self.label) = (worker, label)
    }
  }
}

/// An answer or a decision that put an item into a list.
package struct ReviewEntry: Sendable, Equatable, Codable {
  /// The annotation's number.
  package let number: Int64
  package let item: Item.ID
  package let worker: String
  package let at: Date
  package var label: Int?
  /// The label that an audit checked.
  package var predicted: Int?
  /// The reason of a rejection or decision.
  package var words: String?

  package init(number: Int64, item: Item.ID, worker: String, at: Date) {
    (self.number, self.item, self.worker, self.at) = (number, item, worker, at)
  }
}

/// The present state of an item: its label and where that is from.
package struct ItemStanding: Sendable, Equatable, Codable {
  package enum Origin: String, Sendable, Codable {
    case people
    case lead
    case auto
    case initial
    case initialAuto = "initial-auto"
    case rejected
    /// The lead has people asked again.
    case reopened
    case unlabeled
  }

  package var origin: Origin
  package var label: Int?
  /// The confidence of an auto-label or of a label by several workers, 0–1.
  package var confidence: Double?
  /// The round since which an auto-label stands, or since which it is taken back.
  package var round: Int?
  package var reason: RejectReason?

  package init(_ origin: Origin, label: Int? = nil) {
    (self.origin, self.label) = (origin, label)
  }
}
