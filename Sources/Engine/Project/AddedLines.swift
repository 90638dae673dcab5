package import Dataset
import Domain

/// The lines of a manifest that join a project: those that are not in it already.
package struct AddedLines {
  /// The lines' bytes, each with its line end.
  package private(set) var bytes: [UInt8] = []
  package private(set) var count = 0
  /// The lines that came with a label.
  package private(set) var labeled = 0
  /// The lines that are in the project, byte for byte, or came before in the same file.
  package private(set) var known = 0

  /// Takes the lines of a checked manifest.
  package init(of new: Manifest, to project: Manifest) {
    var seen = Set<LineDigest>(minimumCapacity: project.count + new.count)
    for item in 0..<project.count { seen.insert(project.withLine(of: item, LineDigest.init)) }
    for item in 0..<new.count {
      guard seen.insert(new.withLine(of: item, LineDigest.init)).inserted else {
        known += 1
        continue
      }
      new.withLine(of: item) { bytes.append(contentsOf: $0) }
      bytes.append(UInt8(ascii: "\n"))
      count += 1
      if new.lines[item].initialLabel != nil { labeled += 1 }
    }
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
