package import Dataset

/// Items and auto-labels that live in memory, for tests of stores and loops.
package struct MemoryItems: ItemSource, AutoLabelSource {
  package var texts: [String]
  /// By round, then by item.
  package var autoLabels: [Int: [Item.ID: Int]]

  package init(count: Int, autoLabels: [Int: [Item.ID: Int]] = [:]) {
    texts = (0..<count).map { "Headline \($0)" }
    self.autoLabels = autoLabels
  }

  package func item(at id: Item.ID) throws -> Item { Item(id: id, text: texts[id]) }

  package func autoLabel(of item: Item.ID, round: Int) throws -> Int? { autoLabels[round]?[item] }
}
