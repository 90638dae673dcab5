package import Dataset
import Domain

/// The lines of a manifest that join a project: those that are not in it already.
package struct AddedLines {
  /// The lines' bytes, each with its line end.
  package private(set) var bytes: [UInt8] = []
  package private(set) var count = 0
  /// The lines that came with a label.
  package private(set) var labeled = 0
  /// The lines that are in the project, or came before in the same file: byte for byte, or by their id
  /// and their text, as in an export of the project, whose lines have other labels.
  package private(set) var known = 0

  /// Takes the lines of a checked manifest.
  package init(of new: Manifest, to project: Manifest) {
    var seen = Set<LineDigest>(minimumCapacity: project.count + new.count)
    for item in 0..<project.count { seen.formUnion(Self.digests(project, item)) }
    for item in 0..<new.count {
      let digests = Self.digests(new, item)
      guard seen.isDisjoint(with: digests) else {
        known += 1
        continue
      }
      seen.formUnion(digests)
      new.withLine(of: item) { bytes.append(contentsOf: $0) }
      bytes.append(UInt8(ascii: "\n"))
      count += 1
      if new.lines[item].initialLabel != nil { labeled += 1 }
    }
  }

  /// Returns the digests of a line, and of its id with its text if it has one.
  private static func digests(_ manifest: Manifest, _ item: Item.ID) -> [LineDigest] {
    let line = manifest.withLine(of: item, LineDigest.init)
    guard let id = manifest.identifier(of: item) else { return [line] }
    let identity = Array("\(id)\0\(manifest.text(of: item))".utf8)
    return [line, identity.withUnsafeBufferPointer(LineDigest.init)]
  }
}

/// A line by its length and two hashes: among millions of lines no two different ones are taken for
/// one.
private struct LineDigest: Hashable {
  private let length: Int
  private let first: UInt64
  private let second: UInt64

  init(_ line: UnsafeBufferPointer<UInt8>) {
    length = line.count
    first = line.reduce(Hash.start) { Hash.step($0, UInt64($1)) }
    second = Seal.checksum(UnsafeRawBufferPointer(line))
  }
}
