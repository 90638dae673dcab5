package import Domain

/// The labels that a round gives to the pool: one place an item, in the input's order.
package struct AutoLabels: Sendable, Equatable {
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
    writer.write(labels)
    writer.write(since)
    writer.write(confidence)
    try SealedFile.write(writer.bytes, kind: .autoLabels, to: path)
  }

  package init(path: String) throws {
    var reader = ByteReader(
      try SealedFile.read(path, kind: .autoLabels)[...], of: "round's auto-labels")
    labels = try reader.numbers()
    since = try reader.numbers()
    confidence = try reader.numbers()
    try reader.requireEnd()
    try reader.require(
      since.count == labels.count && confidence.count == labels.count,
      "its lists differ in length")
  }

  /// Reads the label of one item; two bytes, however many items there are.
  package static func label(of item: Item.ID, path: String) throws -> Int? {
    let label = try SealedArray<Int16>(path, kind: .autoLabels)[item]
    return label >= 0 ? Int(label) : nil
  }
}
