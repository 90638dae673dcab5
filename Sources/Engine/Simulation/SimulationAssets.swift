package import Domain

/// The items and auto-labels of a simulated job, in memory.
package struct SimulationAssets: ProjectAssets {
  private let texts: [String]
  private let archive: any RoundArchive
  /// The near-duplicate clusters.
  private let stacks: [[Item.ID]]

  package init(texts: [String], archive: any RoundArchive, stacks: [[Item.ID]] = []) {
    self.texts = texts
    self.archive = archive
    self.stacks = stacks
  }

  package func item(at id: Item.ID) -> Item { Item(id: id, text: texts[id]) }

  package func autoLabel(of item: Item.ID, round: Int) throws -> Int? {
    try archive.autoLabel(of: item, round: round)
  }

  package func stack(of item: Item.ID) -> [Item.ID] {
    (stacks.first { $0.contains(item) } ?? []).filter { $0 != item }
  }
}
