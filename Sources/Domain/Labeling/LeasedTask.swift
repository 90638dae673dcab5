package import Foundation

/// A task in a worker's hands.
package struct LeasedTask: Sendable, Equatable, Codable {
  package let item: Item
  package let leaseEndsAt: Date
  /// The worker's own earlier answer, after an undo.
  package let previousLabel: Int?
  /// The rest of its stack that nobody has labeled or holds, which may take the same annotation.
  package let nearDuplicates: [Item]

  package init(
    item: Item, leaseEndsAt: Date, previousLabel: Int? = nil, nearDuplicates: [Item] = []
  ) {
    self.item = item
    self.leaseEndsAt = leaseEndsAt
    self.previousLabel = previousLabel
    self.nearDuplicates = nearDuplicates
  }
}
