/// A blind second answer to an item that has a label, given so that people's errors can be measured.
package struct RepeatedAnnotation: Sendable, Equatable {
  package var item: Item.ID
  package var label: Int
  /// Given by the worker of the first answer, much later: one person repeats an error.
  package var isBySameWorker: Bool

  package init(item: Item.ID, label: Int, isBySameWorker: Bool) {
    self.item = item
    self.label = label
    self.isBySameWorker = isBySameWorker
  }
}
