/// A seeded random number generator (SplitMix64) with the same sequence on every machine.
///
/// See Steele, Lea, Flood, *Fast Splittable Pseudorandom Number Generators*, 2014.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  @usableFromInline var state: UInt64

  @inlinable public init(seed: UInt64) { state = seed }

  @inlinable public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    return Hash.mix(state)
  }

  /// Returns a uniform number in 0 ..< 1 with 53 random bits.
  @inlinable public mutating func nextUnit() -> Double { Double(next() >> 11) * 0x1p-53 }

  /// Returns a uniform number in 0 ..< bound, with a bias below bound / 2⁶⁴ (Lemire, 2019).
  @inlinable public mutating func next(below bound: Int) -> Int {
    Int(next().multipliedFullWidth(by: UInt64(bound)).high)
  }

  /// Returns a random permutation of 0 ..< count.
  @inlinable public mutating func permutation(of count: Int) -> [Int] {
    var order = Array(0..<count)
    shuffle(&order)
    return order
  }

  /// Shuffles elements (Fisher–Yates).
  @inlinable public mutating func shuffle<Element>(_ elements: inout [Element]) {
    for last in stride(from: elements.count - 1, to: 0, by: -1) {
      elements.swapAt(last, next(below: last + 1))
    }
  }
}
