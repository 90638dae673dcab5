package import Foundation

/// One key press of a worker.
package struct Annotation: Sendable, Equatable, Codable {
  package let item: Item.ID
  package let label: Int
  package let acceptedAt: Date
  /// Pauses excluded.
  package let secondsSpent: Double
  /// Other items of its stack that the worker gives it to.
  package let nearDuplicates: [Item.ID]

  package init(
    item: Item.ID, label: Int, acceptedAt: Date, secondsSpent: Double,
    nearDuplicates: [Item.ID] = []
  ) {
    self.item = item
    self.label = label
    self.acceptedAt = acceptedAt
    self.secondsSpent = secondsSpent
    self.nearDuplicates = nearDuplicates
  }
}

/// The result of saving an annotation.
package struct AnnotationReceipt: Sendable, Equatable, Codable {
  package let annotation: Int64
  package let savedAt: Date
  /// False if others had answered meanwhile: the answer is kept, but does not count.
  package let counted: Bool
  /// The other items of its stack that took it.
  package let nearDuplicates: [Item.ID]

  package init(annotation: Int64, savedAt: Date, counted: Bool, nearDuplicates: [Item.ID] = []) {
    self.annotation = annotation
    self.savedAt = savedAt
    self.counted = counted
    self.nearDuplicates = nearDuplicates
  }
}

/// An answer that was taken back.
///
/// Its item is leased to the session again, unless others have settled it meanwhile.
package struct UndoneAnnotation: Sendable, Equatable, Codable {
  package let task: LeasedTask
  /// Nil if the item had been taken out of the job.
  package let label: Int?
  /// The other items that it was taken back from.
  package let nearDuplicates: [Item.ID]

  package init(task: LeasedTask, label: Int?, nearDuplicates: [Item.ID] = []) {
    self.task = task
    self.label = label
    self.nearDuplicates = nearDuplicates
  }
}
