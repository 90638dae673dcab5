package import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// Where each line of a project's input stands, so that one item is read without reading the rest.
package struct LineIndex: Sendable {
  private static let kind = "WNLINES1"

  /// Writes the index of a manifest.
  package static func write(_ manifest: Manifest, to path: String) throws {
    var writer = ByteWriter()
    writer.append(manifest.lines.map { UInt64($0.range.lowerBound) << 24 | UInt64($0.range.count) })
    try SealedFile.write(writer.bytes, kind: kind, to: path)
  }

  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// The file is there, undamaged, and has this many lines.
  package func isWhole(count: Int) -> Bool {
    guard let body = try? SealedFile.read(path, kind: Self.kind) else { return false }
    return body.count == 8 + count * MemoryLayout<UInt64>.size
  }

  /// The bytes of a line, without its line end; eight bytes are read.
  package func line(_ item: Item.ID) throws -> Range<Int> {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SealedFileError(file: path, reason: .missing) }
    defer { close(file) }
    var packed: UInt64 = 0
    let offset = SealedFile.bodyOffset + 8 + item * MemoryLayout<UInt64>.size
    guard item >= 0, pread(file, &packed, 8, off_t(offset)) == 8 else {
      throw SealedFileError(file: path, reason: .damaged)
    }
    let start = Int(packed >> 24)
    return start..<start + Int(packed & 0xff_ffff)
  }
}
