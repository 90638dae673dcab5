/// Gives the items of a project by their line.
package protocol ItemSource: Sendable {
  /// Reads one item; the cost does not grow with how many there are.
  func item(at id: Item.ID) throws -> Item
}

/// Gives the auto-labels of a published round.
package protocol AutoLabelSource: Sendable {
  /// The label that a round gave to an item, or nil if it left it to people.
  func autoLabel(of item: Item.ID, round: Int) throws -> Int?
}

/// Gives the items that are nearly the same as an item.
package protocol StackSource: Sendable {
  /// Returns the others of an item's stack; the cost does not grow with how many items there are.
  func alike(to item: Item.ID) throws -> [Item.ID]
}

/// Every item stands alone.
package struct NoStacks: StackSource {
  package init() {}

  package func alike(to item: Item.ID) -> [Item.ID] { [] }
}
