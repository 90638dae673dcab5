package import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The items of a project, read one at a time from the input through an index of its lines.
///
/// A person's answer belongs to a line by its number alone, so that what is shown must be that line:
/// the index has a hash of each line and its number, which is compared each time.
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
    let numbers = manifest.withBytes { bytes in
      manifest.lines.indices.flatMap { number in
        let range = manifest.lines[number].range
        return IndexedLine(range, number: number, bytes.extracting(range)).numbers
      }
    }
    try SealedArray.write(numbers, kind: .lineIndex, to: folder.lineIndex)
  }

  /// Returns whether a project's index exists, is undamaged and has this many lines.
  package static func hasIndex(of count: Int, in folder: ProjectFolder) -> Bool {
    SealedArray<UInt32>.isWhole(
      folder.lineIndex, kind: .lineIndex, count: count * IndexedLine.numberCount)
  }

  /// Reads an item; reads only 12 bytes of the index and the item's line.
  ///
  /// Throws `FileFaults` if the line is not the one that the index was made of.
  package func item(at id: Item.ID) throws -> Item {
    let indexed = try indexed(id)
    let file = open(input, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw SystemFault.faults(action: "read", path: input) }
    defer { close(file) }
    var line = [UInt8](repeating: 0, count: indexed.range.count)
    let count = line.withUnsafeMutableBytes {
      pread(file, $0.baseAddress, $0.count, off_t(indexed.range.lowerBound))
    }
    guard count >= 0 else { throw SystemFault.faults(action: "read", path: input) }
    return try line.withUnsafeBufferPointer { bytes in
      guard count == bytes.count, indexed.isOf(bytes, number: id) else {
        throw FileFaults(file: input, line: id + 1, ProjectItemFault.changed)
      }
      return Item(id: id, line: bytes, contextKeys: contextKeys)
    }
  }

  private func indexed(_ id: Item.ID) throws -> IndexedLine {
    // An older project's index, until its loop begins.
    if let packed = try? SealedArray<UInt64>(index, kind: .earlierLineIndex)[id] {
      return IndexedLine(packed: packed)
    }
    let array = try SealedArray<UInt32>(index, kind: .lineIndex)
    // A number from a damaged database may be too large to count with.
    guard 0..<array.count / IndexedLine.numberCount ~= id else {
      throw FileFaults(file: index, SealedFileFault.damaged)
    }
    let first = id * IndexedLine.numberCount
    return IndexedLine(try array[first], try array[first + 1], hash: try array[first + 2])
  }
}

/// The reason why a line of the input is not shown.
package enum ProjectItemFault: FaultReason {
  case changed

  package var description: String {
    "not the line that the project was made with, so an answer to it would be given to another text; "
      + "end all winnow commands and put the original file back; if it is there, “winnow run” makes the "
      + "index of its lines anew"
  }
}

/// An entry of the index: offset · 2²⁴ + length as two numbers, the lower one first, and a hash.
private struct IndexedLine {
  static let numberCount = 3

  let range: Range<Int>
  /// Nil in the index of an earlier version.
  private let hash: UInt32?

  init(_ range: Range<Int>, number: Item.ID, _ bytes: UnsafeBufferPointer<UInt8>) {
    self.range = range
    hash = Self.hash(bytes, number: number)
  }

  init(_ low: UInt32, _ high: UInt32, hash: UInt32) {
    range = Self.range(UInt64(high) << 32 | UInt64(low))
    self.hash = hash
  }

  init(packed: UInt64) {
    range = Self.range(packed)
    hash = nil
  }

  var numbers: [UInt32] {
    let packed = UInt64(range.lowerBound) << 24 | UInt64(range.count)
    return [UInt32(truncatingIfNeeded: packed), UInt32(packed >> 32), hash ?? 0]
  }

  func isOf(_ bytes: UnsafeBufferPointer<UInt8>, number: Item.ID) -> Bool {
    hash == nil || hash == Self.hash(bytes, number: number)
  }

  private static func range(_ packed: UInt64) -> Range<Int> {
    let start = Int(packed >> 24)
    return start..<start + Int(packed & 0xff_ffff)
  }

  /// FNV-1a, begun with the line's number.
  private static func hash(_ bytes: UnsafeBufferPointer<UInt8>, number: Item.ID) -> UInt32 {
    let start = Hash.mix(UInt64(truncatingIfNeeded: number) &+ Hash.start)
    let all = bytes.reduce(start) { Hash.step($0, UInt64($1)) }
    return UInt32(truncatingIfNeeded: all >> 32)
  }
}
