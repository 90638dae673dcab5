import Domain

/// A hash table that numbers 64-bit keys from 0 in order of first insertion.
///
/// Open addressing with linear probing. A slot of 64 bits holds 36 bits of the key's hash and the
/// number, so eight slots share a cache line. Keys whose hashes agree in these bits and in the home
/// slot are merged; with a million keys that is expected once in some thousand tables, and merges
/// two features.
struct HashIndex: Sendable {
  /// The upper 36 bits of a hash, then the number plus one (28 bits); 0 if the slot is free.
  private var slots: [UInt64]
  /// The keys in the order of their numbers.
  private(set) var keys: [UInt64] = []
  private var mask: Int

  var count: Int { keys.count }

  init(minimumCapacity: Int = 512) {
    var capacity = 1024
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    slots = [UInt64](repeating: 0, count: capacity)
    mask = capacity - 1
  }

  /// Numbers the keys by their index in the array; they must be distinct.
  init(_ keys: [UInt64]) {
    self.init(minimumCapacity: keys.count)
    for key in keys { _ = number(addingIfNew: key) }
  }

  /// Returns the number of a key, or nil if it was never added.
  @inline(__always)
  func number(of key: UInt64) -> UInt32? {
    let slot = slots[slotIndex(of: Hash.mix(key))]
    return slot == 0 ? nil : Self.number(in: slot)
  }

  /// Appends the numbers of those keys that are in the table; others are skipped.
  ///
  /// Loads all home slots before it looks at the first, so that the cache misses overlap. `fetched`
  /// is scratch memory.
  func numbers(of keys: [UInt64], fetched: inout [UInt64], into numbers: inout [UInt32]) {
    fetched.removeAll(keepingCapacity: true)
    let slots = slots.span
    for key in keys { fetched.append(slots[Int(truncatingIfNeeded: Hash.mix(key)) & mask]) }
    for index in keys.indices where fetched[index] != 0 {
      let hash = Hash.mix(keys[index])
      let slot =
        Self.tag(fetched[index] ^ hash) == 0 ? fetched[index] : slots[self.slotIndex(of: hash)]
      if slot != 0 { numbers.append(Self.number(in: slot)) }
    }
  }

  /// Returns the key's number and whether it was inserted by this call.
  @inline(__always)
  mutating func number(addingIfNew key: UInt64) -> (number: Int, isNew: Bool) {
    let hash = Hash.mix(key)
    let index = slotIndex(of: hash)
    let slot = slots[index]
    if slot != 0 { return (Int(Self.number(in: slot)), false) }
    precondition(keys.count < 1 << 28 - 1, "So many keys have no numbers.")
    keys.append(key)
    slots[index] = Self.slot(hash, number: keys.count - 1)
    if keys.count * 2 > slots.count { grow() }
    return (keys.count - 1, true)
  }

  /// Appends the keys' numbers and inserts keys that are new, as `number(addingIfNew:)` does.
  ///
  /// Hoists the copy-on-write uniqueness check out of the loop over a token's dozen n-grams.
  mutating func addNumbers(of keys: [UInt64], to numbers: inout RaggedRows) {
    precondition(self.keys.count + keys.count < 1 << 28, "So many keys have no numbers.")
    while (self.keys.count + keys.count) * 2 > slots.count { grow() }
    // Moved out of `self`, so that the span does not overlap the mutation of `keys`.
    var table: [UInt64] = []
    swap(&table, &self.slots)
    defer { swap(&table, &self.slots) }
    var slots = table.mutableSpan
    for key in keys {
      let hash = Hash.mix(key)
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index] != 0 && Self.tag(slots[index] ^ hash) != 0 { index = (index + 1) & mask }
      if slots[index] == 0 {
        slots[index] = Self.slot(hash, number: self.keys.count)
        self.keys.append(key)
      }
      numbers.append(Self.number(in: slots[index]))
    }
  }

  /// Returns the slot that holds the hash or, if none does, the free slot for it.
  @inline(__always)
  private func slotIndex(of hash: UInt64) -> Int {
    let slots = slots.span
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 && Self.tag(slots[index] ^ hash) != 0 { index = (index + 1) & mask }
    return index
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
      slots[slotIndex(of: hash)] = Self.slot(hash, number: number)
    }
  }
}
