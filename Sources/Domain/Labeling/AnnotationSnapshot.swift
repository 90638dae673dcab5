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
  /// The labels of items that workers have labeled, by item.
  package var labels: [ConsolidatedLabel]

  package init(annotations: [Annotation], labels: [ConsolidatedLabel]) {
    self.annotations = annotations
    self.labels = labels
  }
}
