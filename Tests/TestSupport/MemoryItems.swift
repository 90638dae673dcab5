package import Domain

/// Items and auto-labels that live in memory, for tests of stores and loops.
package struct MemoryItems: ProjectAssets {
  package var texts: [String]
  /// By round, then by item.
  package var autoLabels: [Int: [Item.ID: Int]]

  /// Items that are nearly the same.
  package var stacks: [[Item.ID]] = []

  package init(count: Int, autoLabels: [Int: [Item.ID: Int]] = [:]) {
    texts = (0..<count).map { "Headline \($0)" }
    self.autoLabels = autoLabels
  }

  /// The error for an item beyond the texts, as a damaged project has it.
  package struct NoSuchItem: Error {}

  package func item(at id: Item.ID) throws -> Item {
    guard texts.indices.contains(id) else { throw NoSuchItem() }
    return Item(id: id, text: texts[id])
  }

  package func stack(of item: Item.ID) -> [Item.ID] {
    (stacks.first { $0.contains(item) } ?? []).filter { $0 != item }
  }

  package func autoLabel(of item: Item.ID, round: Int) throws -> Int? { autoLabels[round]?[item] }
}
