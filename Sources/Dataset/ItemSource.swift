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
