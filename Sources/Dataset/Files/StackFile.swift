package import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The stacks of a project's input: for each line the next line of its stack, in a ring.
package struct StackFile: Sendable {
  private static let kind = "WNSTACK1"
  /// No ring is longer: a damaged one must not be walked for ever.
  private static let longestRing = 64

  /// Writes the rings: each item's next one, the item itself where it stands alone.
  package static func write(next: [UInt32], to path: String) throws {
    var writer = ByteWriter()
    writer.append(next)
    try SealedFile.write(writer.bytes, kind: kind, to: path)
  }

  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// The file is there, undamaged, and is about this many items.
  package func isWhole(count: Int) -> Bool {
    guard let body = try? SealedFile.read(path, kind: Self.kind) else { return false }
    return body.count == 8 + count * MemoryLayout<UInt32>.size
  }

  /// Four bytes are read for each item of the stack.
  package func alike(to item: Item.ID) throws -> [Item.ID] {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SealedFileError(file: path, reason: .missing) }
    defer { close(file) }
    var found: [Item.ID] = []
    var other = try next(after: item, in: file)
    while other != item {
      guard found.count < Self.longestRing else {
        throw SealedFileError(file: path, reason: .damaged)
      }
      found.append(other)
      other = try next(after: other, in: file)
    }
    return found
  }

  private func next(after item: Item.ID, in file: Int32) throws -> Item.ID {
    var next: UInt32 = 0
    // The body begins with the number of items (8 bytes).
    let offset = SealedFile.bodyOffset + 8 + item * MemoryLayout<UInt32>.size
    guard item >= 0, pread(file, &next, 4, off_t(offset)) == 4 else {
      throw SealedFileError(file: path, reason: .damaged)
    }
    return Int(next)
  }
}
