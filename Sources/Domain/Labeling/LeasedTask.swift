package import Foundation

/// A task in a worker's hands.
package struct LeasedTask: Sendable, Equatable, Codable {
  package let item: Item
  package let leaseEndsAt: Date
  /// The worker's own earlier answer, after an undo.
  package let previousLabel: Int?
  /// Items nearly the same as this one that nobody has labeled or holds: they may take its answer.
  package let alike: [Item]

  package init(
    item: Item, leaseEndsAt: Date, previousLabel: Int? = nil, alike: [Item] = []
  ) {
    self.item = item
    self.leaseEndsAt = leaseEndsAt
    self.previousLabel = previousLabel
    self.alike = alike
  }
}
