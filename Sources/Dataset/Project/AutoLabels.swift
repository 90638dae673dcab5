package import Domain

/// A round's auto-labels of all items, in the input's order.
package struct AutoLabels: Sendable, Equatable {
  /// Label indices; −1 for items without an auto-label.
  package var labels: [Int16]
  /// For each item the first of the consecutive rounds with this auto-label.
  package var since: [UInt32]
  /// For each item the confidence in the manifest, 0–1; for one without a label 1 if a round took its
  /// label back, which was then the one of `since`.
  package var confidence: [Float]

  package init(labels: [Int16], since: [UInt32], confidence: [Float]) {
    self.labels = labels
    self.since = since
    self.confidence = confidence
  }

  /// Returns for each label its number of items.
  package func tally(labelCount: Int) -> [Int] {
    var tally = [Int](repeating: 0, count: labelCount)
    for label in labels where label >= 0 { tally[Int(label)] += 1 }
    return tally
  }

  /// Whether they are of no more items than the project has, every label is one of the job's, and every
  /// confidence a share.
  ///
  /// Items that were added since the round have none.
  package func fit(items: Int, labels count: Int) -> Bool {
    labels.count <= items && labels.allSatisfy { $0 >= -1 && Int($0) < count }
      && confidence.allSatisfy { (0...1).contains($0) }
  }

  /// Takes over `since` from the round before where the label is the same, and notes which labels
  /// were taken back.
  package mutating func carry(from previous: AutoLabels?) {
    guard let previous, previous.labels.count <= labels.count else { return }
    for item in previous.labels.indices {
      if labels[item] < 0 && (previous.labels[item] >= 0 || previous.isTakenBack(item)) {
        confidence[item] = 1
        if previous.labels[item] < 0 { since[item] = previous.since[item] }
      } else if labels[item] >= 0 && labels[item] == previous.labels[item] {
        since[item] = previous.since[item]
      }
    }
  }

  /// Whether a round took an item's label back, and none has given it one since.
  package func isTakenBack(_ item: Item.ID) -> Bool { labels[item] < 0 && confidence[item] == 1 }

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

  /// Reads one item's auto-label from a file, without reading the rest; nil for an item that was added
  /// since.
  package static func label(of item: Item.ID, path: String) throws -> Int? {
    let labels = try SealedArray<Int16>(path, kind: .autoLabels)
    guard item < labels.count else { return nil }
    let label = try labels[item]
    return label >= 0 ? Int(label) : nil
  }
}
