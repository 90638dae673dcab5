import Domain
import Domain

/// Chooses a fixed number of rows at random while they pass, each with the same chance.
///
/// It is selection sampling (Knuth, *The Art of Computer Programming* 2, algorithm 3.4.2 S): exact in
/// number, in order, and without keeping anything. The same seed chooses the same rows.
struct SeededChoice {
  private var generator: SeededGenerator
  private var wanted: Int
  private var left: Int

  /// Chooses `wanted` of the next `total` rows.
  init(_ wanted: Int, of total: Int, seed: UInt64) {
    precondition(wanted <= total, "no more rows can be chosen than there are")
    generator = SeededGenerator(seed: seed)
    self.wanted = wanted
    left = total
  }

  /// Says whether the next row is chosen.
  mutating func next() -> Bool {
    guard wanted > 0, left > 0 else { return false }
    // The high half of the product is a number below `left`; its bias is far below any sample's size.
    let drawn = generator.next().multipliedFullWidth(by: UInt64(left)).high
    let isChosen = drawn < UInt64(wanted)
    left -= 1
    if isChosen { wanted -= 1 }
    return isChosen
  }
}
