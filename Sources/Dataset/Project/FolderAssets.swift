package import Domain

/// The parts of a project that are files in its folder, read item by item.
package struct FolderAssets: ProjectAssets {
  private let items: ProjectItems
  private let folder: ProjectFolder
  private let stacks: StackFile

  package init(folder: ProjectFolder, contextKeys: [String]) {
    items = ProjectItems(folder: folder, contextKeys: contextKeys)
    self.folder = folder
    stacks = StackFile(path: folder.stacks)
  }

  package func item(at id: Item.ID) throws -> Item { try items.item(at: id) }

  package func autoLabel(of item: Item.ID, round: Int) throws -> Int? {
    try AutoLabels.label(of: item, path: folder.round(round, .autoLabels))
  }

  package func stack(of item: Item.ID) throws -> [Item.ID] { try stacks.nearDuplicates(of: item) }
}
