/// Items that join a running project, as the store takes them in.
package struct ItemAddition: Sendable, Equatable {
  /// The number of the segment of the input that they are, from 1.
  package var segment: Int
  /// The items' numbers; the first one is the number of items before.
  package var items: Range<Item.ID>
  /// The labels that came with them, by item.
  package var initialLabels: [Item.ID: InitialLabel]
  /// Random ones of them without a label, which people are asked before all others.
  package var asked: [Item.ID]

  package init(
    segment: Int, items: Range<Item.ID>, initialLabels: [Item.ID: InitialLabel] = [:],
    asked: [Item.ID] = []
  ) {
    self.segment = segment
    self.items = items
    self.initialLabels = initialLabels
    self.asked = asked
  }
}
