/// A label that people gave to an item.
package struct HumanLabel: Sendable, Equatable {
  package let item: Item.ID
  /// The label's index, from 0.
  package let label: Int

  package init(item: Item.ID, label: Int) {
    self.item = item
    self.label = label
  }
}
