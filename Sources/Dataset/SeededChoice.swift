/// Chooses a fixed number of rows at random while they pass, each with the same chance.
///
/// It is selection sampling (Knuth, *The Art of Computer Programming* 2, algorithm 3.4.2 S): exact in
/// number, in order, and without keeping anything. The same seed chooses the same rows.
struct SeededChoice {
  private var generator: SplitMix64
  private var wanted: Int
  private var left: Int

  /// Chooses `wanted` of the next `total` rows.
  init(_ wanted: Int, of total: Int, seed: UInt64) {
    precondition(wanted <= total, "no more rows can be chosen than there are")
    generator = SplitMix64(seed: seed)
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

/// A small generator whose numbers never change with Swift's version (Steele et al., 2014).
struct SplitMix64: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
