/// A project's data beside its database: items, near-duplicates, and the rounds' auto-labels.
///
/// They are files of the project's folder; a database on another machine would give them itself.
package protocol ProjectAssets: Sendable {
  /// Reads one item; the cost does not grow with how many there are.
  func item(at id: Item.ID) throws -> Item

  /// Returns the label that a round gave to an item, or nil if it left it to people.
  func autoLabel(of item: Item.ID, round: Int) throws -> Int?

  /// Returns the near-duplicates of an item; the cost does not grow with how many items there are.
  func stack(of item: Item.ID) throws -> [Item.ID]
}
