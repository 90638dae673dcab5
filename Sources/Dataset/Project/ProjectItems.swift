package import Domain
import Foundation

/// The items of a project, read one at a time from the input through an index of its lines.
///
/// The index is a file with 8 bytes for each line: its offset, shifted by 24 bits, and its length.
package struct ProjectItems: Sendable {
  private let index: String
  private let input: String
  private let contextKeys: [String]

  package init(folder: ProjectFolder, contextKeys: [String]) {
    index = folder.lineIndex
    input = folder.input
    self.contextKeys = contextKeys
  }

  /// Writes the index of a project's input.
  package static func writeIndex(of manifest: Manifest, in folder: ProjectFolder) throws {
    let lines = manifest.lines.map {
      UInt64($0.range.lowerBound) << 24 | UInt64($0.range.count)
    }
    try SealedArray.write(lines, kind: .lineIndex, to: folder.lineIndex)
  }

  /// Returns whether a project's index exists, is undamaged and has this many lines.
  package static func hasIndex(of count: Int, in folder: ProjectFolder) -> Bool {
    SealedArray<UInt64>.isWhole(folder.lineIndex, kind: .lineIndex, count: count)
  }

  /// Reads an item; reads only 8 bytes of the index and the item's line.
  package func item(at id: Item.ID) throws -> Item {
    let range = try range(of: id)
    let file = open(input, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SystemFault.faults(action: "read", path: input) }
    defer { close(file) }
    var line = [UInt8](repeating: 0, count: range.count)
    let count = line.withUnsafeMutableBytes {
      pread(file, $0.baseAddress, range.count, off_t(range.lowerBound))
    }
    guard count == range.count else { throw SystemFault.faults(action: "read", path: input) }
    return line.withUnsafeBufferPointer { Item(id: id, line: $0, contextKeys: contextKeys) }
  }

  private func range(of id: Item.ID) throws -> Range<Int> {
    let packed = try SealedArray<UInt64>(index, kind: .lineIndex)[id]
    let start = Int(packed >> 24)
    return start..<start + Int(packed & 0xff_ffff)
  }
}
