import Domain

/// Tells of rows that pass one after the other whether they were drawn at random.
///
/// `simulate` draws by the same generator: the same seed draws the same rows.
struct RowDraw {
  /// The drawn rows that are still to come, in rising order; nil if all are drawn.
  private var drawn: ArraySlice<Int>?
  private var row = 0

  /// Draws `count` of `total` rows.
  init(_ count: Int, of total: Int, seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    drawn = count < total ? generator.sample(count, of: total)[...] : nil
  }

  /// Returns whether the next row was drawn.
  mutating func next() -> Bool {
    defer { row += 1 }
    guard let first = drawn?.first else { return drawn == nil }
    guard first == row else { return false }
    drawn?.removeFirst()
    return true
  }
}
