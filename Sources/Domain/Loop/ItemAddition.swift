/// Items that join a running project, as the store takes them in.
package struct ItemAddition: Sendable, Equatable {
  /// The items' numbers; the first one is the number of items before.
  package var items: Range<Item.ID>
  /// The labels that came with them, by item.
  package var initialLabels: [Item.ID: InitialLabel]
  /// Random ones of them without a label, which people are asked before all others.
  package var asked: [Item.ID]

  package init(
    items: Range<Item.ID>, initialLabels: [Item.ID: InitialLabel] = [:], asked: [Item.ID] = []
  ) {
    self.items = items
    self.initialLabels = initialLabels
    self.asked = asked
  }
}
