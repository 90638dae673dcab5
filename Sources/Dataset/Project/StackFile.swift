package import Domain

/// The near-duplicate stacks of a project's input, as a ring per stack.
package struct StackFile: Sendable {
  /// The longest ring to follow: a damaged file may hold an endless one.
  private static let longestRing = 64

  /// Writes the file; `next` is each item's successor in its ring, the item itself if it is alone.
  package static func write(next: [UInt32], to path: String) throws {
    try SealedArray.write(next, kind: .stacks, to: path)
  }

  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// Returns whether the file exists, is undamaged, and has this many items.
  package func isWhole(count: Int) -> Bool {
    SealedArray<UInt32>.isWhole(path, kind: .stacks, count: count)
  }

  /// Returns the other items of an item's stack, reading one number per item.
  package func nearDuplicates(of item: Item.ID) throws -> [Item.ID] {
    let next = try SealedArray<UInt32>(path, kind: .stacks)
    var found: [Item.ID] = []
    var other = Int(try next[item])
    while other != item {
      guard found.count < Self.longestRing else {
        throw FileFaults(file: path, SealedFileFault.damaged)
      }
      found.append(other)
      other = Int(try next[other])
    }
    return found
  }
}
