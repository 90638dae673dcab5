import Domain

/// A random draw of rows, asked row by row.
///
/// `simulate` draws by the same algorithm: the same seed draws the same rows.
struct RowDraw {
  /// The drawn rows that are still ahead, in rising order; nil if all rows are drawn.
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
