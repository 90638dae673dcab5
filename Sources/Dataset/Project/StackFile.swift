package import Domain

/// The stacks of a project's input: for each line the next line of its stack, in a ring.
package struct StackFile: Sendable {
  /// No ring is longer: a damaged one must not be walked for ever.
  private static let longestRing = 64

  /// Writes the rings: each item's next one, the item itself where it stands alone.
  package static func write(next: [UInt32], to path: String) throws {
    try SealedArray.write(next, kind: .stacks, to: path)
  }

  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// The file is there, undamaged, and is about this many items.
  package func isWhole(count: Int) -> Bool {
    SealedArray<UInt32>.isWhole(path, kind: .stacks, count: count)
  }

  /// Four bytes are read for each item of the stack.
  package func alike(to item: Item.ID) throws -> [Item.ID] {
    let next = try SealedArray<UInt32>(path, kind: .stacks)
    var found: [Item.ID] = []
    var other = Int(try next[item])
    while other != item {
      guard found.count < Self.longestRing else {
        throw SealedFileError(file: path, reason: .damaged)
      }
      found.append(other)
      other = Int(try next[other])
    }
    return found
  }
}
