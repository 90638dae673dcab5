package import Foundation

/// An annotation of a worker's own past.
package struct WorkerAnnotation: Sendable, Equatable {
  package let id: Int64
  package let item: Item.ID
  /// Nil for a rejected item.
  package let label: Int?
  package let submittedAt: Date

  package init(id: Int64, item: Item.ID, label: Int?, submittedAt: Date) {
    self.id = id
    self.item = item
    self.label = label
    self.submittedAt = submittedAt
  }
}
