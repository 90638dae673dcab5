package import Domain

/// The label that a round predicted for each item, and the chance of it to be right.
package enum RoundScores {
  /// The largest chance, 1, in the lower half of a number; the label is in the upper half.
  private static let whole = 65_535.0

  /// Writes the scores of a round, in the input's order.
  package static func write(labels: [Int], chances: [Double], to path: String) throws {
    let numbers = zip(labels, chances).map { label, chance in
      UInt32(label) << 16 | UInt32((min(1, max(0, chance)) * whole).rounded())
    }
    try SealedArray.write(numbers, kind: .scores, to: path)
  }

  /// Reads one item's score, without reading the rest; nil for an item that was added since.
  package static func score(of item: Item.ID, round: Int, path: String) throws -> ItemScore? {
    let numbers = try SealedArray<UInt32>(path, kind: .scores)
    guard item < numbers.count else { return nil }
    let number = try numbers[item]
    return ItemScore(
      round: round, label: Int(number >> 16), chance: Double(number & 0xFFFF) / whole)
  }
}
