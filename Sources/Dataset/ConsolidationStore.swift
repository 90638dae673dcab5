/// What the consolidation of several answers an item needs of a store.
///
/// An item is labeled by the majority as soon as enough have answered; consolidation, which must
/// look at all answers at once, sets these labels right later.
package protocol ConsolidationStore: Sendable {
  /// Returns all answers that count and stand, and what they made of their items, as of one instant.
  func annotations() throws -> AnnotationSnapshot

  /// Puts other labels or confidences in the place of what items have, in one transaction.
  ///
  /// Every count that a label is in moves with it. Items of which an answer was taken back or
  /// given since are left as they are. Gives how many labels are others now.
  @discardableResult
  func consolidate(_ labels: [ConsolidatedLabel]) throws -> Int
}

/// The answers of a project at one instant.
package struct AnnotationSnapshot: Sendable, Equatable {
  /// One worker's answer to one item.
  package struct Annotation: Sendable, Equatable {
    package var item: Item.ID
    package var worker: String
    package var label: Int

    package init(item: Item.ID, worker: String, label: Int) {
      self.item = item
      self.worker = worker
      self.label = label
    }
  }

  /// Oldest first; those of items that wait for more answers are among them.
  package var annotations: [Annotation]
  /// What the items that workers have labeled have now, by item.
  package var labels: [ConsolidatedLabel]

  package init(annotations: [Annotation], labels: [ConsolidatedLabel]) {
    self.annotations = annotations
    self.labels = labels
  }
}

/// The label that several answers to an item come to.
package struct ConsolidatedLabel: Sendable, Equatable {
  package var item: Item.ID
  package var label: Int
  /// For the manifest, 0–1: the share of the answers, or the label's probability.
  package var confidence: Double
  /// The answer that settled the item: with another one it is to be consolidated anew.
  package var annotation: Int64

  package init(item: Item.ID, label: Int, confidence: Double, annotation: Int64) {
    self.item = item
    self.label = label
    self.confidence = confidence
    self.annotation = annotation
  }
}
