package import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The labels that a round gives to the pool: one place an item, in the input's order.
package struct AutoLabels: Sendable, Equatable {
  package static let kind = "WNLABEL1"

  /// The label's index, or −1 where the round leaves the item to people.
  package var labels: [Int16]
  /// The round from which on every round gave this label.
  package var since: [UInt32]
  /// The confidence for the manifest, 0–1.
  package var confidence: [Float]

  package init(labels: [Int16], since: [UInt32], confidence: [Float]) {
    self.labels = labels
    self.since = since
    self.confidence = confidence
  }

  /// How many items have each label.
  package func tally(labelCount: Int) -> [Int] {
    var tally = [Int](repeating: 0, count: labelCount)
    for label in labels where label >= 0 { tally[Int(label)] += 1 }
    return tally
  }

  /// Where a label is the same as the round before gave, keeps since when.
  package mutating func carry(from previous: AutoLabels?) {
    guard let previous, previous.labels.count == labels.count else { return }
    for item in labels.indices where labels[item] >= 0 && labels[item] == previous.labels[item] {
      since[item] = previous.since[item]
    }
  }

  package func write(to path: String) throws {
    var writer = ByteWriter()
    writer.append(labels)
    writer.append(since)
    writer.append(confidence)
    try SealedFile.write(writer.bytes, kind: Self.kind, to: path)
  }

  package init(path: String) throws {
    var reader = ByteReader(try SealedFile.read(path, kind: Self.kind))
    labels = try reader.values()
    since = try reader.values()
    confidence = try reader.values()
  }
}

/// Reads single auto-labels out of a project's round files.
package struct RoundLabels: Sendable {
  private let folder: ProjectFolder

  package init(folder: ProjectFolder) {
    self.folder = folder
  }

  /// Two bytes are read, however many items there are.
  package func autoLabel(of item: Item.ID, round: Int) throws -> Int? {
    let path = folder.round(round, .autoLabels)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SealedFileError(file: path, reason: .missing) }
    defer { close(file) }
    var label: Int16 = -1
    // The body begins with the number of labels (8 bytes).
    let offset = SealedFile.bodyOffset + 8 + item * MemoryLayout<Int16>.size
    guard pread(file, &label, 2, off_t(offset)) == 2 else {
      throw SealedFileError(file: path, reason: .damaged)
    }
    return label >= 0 ? Int(label) : nil
  }
}
