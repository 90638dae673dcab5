import Domain

/// Numbers 64-bit keys in the order in which they are first seen.
///
/// An open-addressing table whose slots hold a number and a part of the key's hash: 36 bits, besides
/// those that the place stands for. Eight of them share a cache line. Two keys whose hashes agree
/// in all that would share a number; among a million that is to be expected once in some thousand
/// pools, and would only merge two features.
struct HashIndex: Sendable {
  /// 36 bits of a hash, then a number and one; 0 where there is none.
  private var slots: [UInt64]
  /// The keys, each at its number.
  private(set) var keys: [UInt64] = []
  private var mask: Int

  var count: Int { keys.count }

  init(minimumCapacity: Int = 512) {
    var capacity = 1024
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
  }

  /// Numbers the keys by their place in the array.
  init(_ keys: [UInt64]) {
    self.init(minimumCapacity: keys.count)
    for key in keys { _ = number(addingIfNew: key) }
  }

  /// Returns the number of a key, or nil if it was never added.
  @inline(__always)
  func number(of key: UInt64) -> UInt32? {
    let slot = slots[place(of: Hash.mix(key))]
    return slot == 0 ? nil : Self.number(in: slot)
  }

  /// Appends the numbers of those keys that were added.
  ///
  /// All slots are fetched before the first is looked at, so that the waits overlap.
  func numbers(of keys: [UInt64], fetched: inout [UInt64], into numbers: inout [UInt32]) {
    fetched.removeAll(keepingCapacity: true)
    let slots = slots.span
    for key in keys { fetched.append(slots[Int(truncatingIfNeeded: Hash.mix(key)) & mask]) }
    for place in keys.indices where fetched[place] != 0 {
      let hash = Hash.mix(keys[place])
      let slot = Self.tag(fetched[place] ^ hash) == 0 ? fetched[place] : slots[self.place(of: hash)]
      if slot != 0 { numbers.append(Self.number(in: slot)) }
    }
  }

  /// Returns the number of a key and whether it got that number just now.
  @inline(__always)
  mutating func number(addingIfNew key: UInt64) -> (number: Int, isNew: Bool) {
    let hash = Hash.mix(key)
    let place = place(of: hash)
    let slot = slots[place]
    if slot != 0 { return (Int(Self.number(in: slot)), false) }
    precondition(keys.count < 1 << 28 - 1, "So many keys have no numbers.")
    keys.append(key)
    slots[place] = Self.slot(hash, number: keys.count - 1)
    if keys.count * 2 > slots.count { grow() }
    return (keys.count - 1, true)
  }

  /// Appends the keys' numbers; those not seen before are numbered, as `number(addingIfNew:)` does.
  ///
  /// Whether the table has another owner is asked once for all keys, not for each of a token's dozen
  /// n-grams.
  mutating func addNumbers(of keys: [UInt64], to numbers: inout RaggedRows) {
    precondition(self.keys.count + keys.count < 1 << 28, "So many keys have no numbers.")
    while (self.keys.count + keys.count) * 2 > slots.count { grow() }
    // Out of its place for as long as the keys grow.
    var table: [UInt64] = []
    swap(&table, &self.slots)
    defer { swap(&table, &self.slots) }
    var slots = table.mutableSpan
    for key in keys {
      let hash = Hash.mix(key)
      var place = Int(truncatingIfNeeded: hash) & mask
      while slots[place] != 0 && Self.tag(slots[place] ^ hash) != 0 { place = (place + 1) & mask }
      if slots[place] == 0 {
        slots[place] = Self.slot(hash, number: self.keys.count)
        self.keys.append(key)
      }
      numbers.append(Self.number(in: slots[place]))
    }
  }

  /// Where a key is, or where it would be.
  @inline(__always)
  private func place(of hash: UInt64) -> Int {
    let slots = slots.span
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place] != 0 && Self.tag(slots[place] ^ hash) != 0 { place = (place + 1) & mask }
    return place
  }

  @inline(__always)
  private static func tag(_ slot: UInt64) -> UInt64 { slot >> 28 }

  @inline(__always)
  private static func number(in slot: UInt64) -> UInt32 {
    UInt32(truncatingIfNeeded: slot & (1 << 28 - 1)) - 1
  }

  @inline(__always)
  private static func slot(_ hash: UInt64, number: Int) -> UInt64 {
    tag(hash) << 28 | UInt64(number + 1)
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    mask = slots.count - 1
    for (number, key) in keys.enumerated() {
      let hash = Hash.mix(key)
      slots[place(of: hash)] = Self.slot(hash, number: number)
    }
  }
}
