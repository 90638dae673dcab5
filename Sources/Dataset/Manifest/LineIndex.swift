package import Domain

/// Where each line of a project's input stands, so that one item is read without reading the rest.
package struct LineIndex: Sendable {
  /// Writes the index of a manifest.
  package static func write(_ manifest: Manifest, to path: String) throws {
    let lines = manifest.lines.map {
      UInt64($0.range.lowerBound) << 24 | UInt64($0.range.count)
    }
    try SealedArray.write(lines, kind: .lineIndex, to: path)
  }

  private let path: String

  package init(path: String) {
    self.path = path
  }

  /// The file is there, undamaged, and has this many lines.
  package func isWhole(count: Int) -> Bool {
    SealedArray<UInt64>.isWhole(path, kind: .lineIndex, count: count)
  }

  /// The bytes of a line, without its line end; eight bytes are read.
  package func line(_ item: Item.ID) throws -> Range<Int> {
    let packed = try SealedArray<UInt64>(path, kind: .lineIndex)[item]
    let start = Int(packed >> 24)
    return start..<start + Int(packed & 0xff_ffff)
  }
}
