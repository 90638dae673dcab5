/// Numbers 64-bit keys in the order in which they are first seen.
///
/// An open-addressing table. Two texts with the same 64-bit hash would share a number; among a
/// million that is to be expected once in 37 million pools, and would only merge two features.
struct HashIndex: Sendable {
  private var keys: [UInt64]
  private var numbers: [UInt32]
  private var mask: Int
  private(set) var count = 0

  init(minimumCapacity: Int = 512) {
    var capacity = 1024
    while capacity < minimumCapacity * 2 { capacity *= 2 }
    keys = [UInt64](repeating: 0, count: capacity)
    numbers = [UInt32](repeating: 0, count: capacity)
    mask = capacity - 1
  }

  /// Numbers the keys by their place in the array.
  init(_ keys: [UInt64]) {
    self.init(minimumCapacity: keys.count)
    for key in keys { _ = number(addingIfNew: key) }
  }

  /// Returns the number of a key, or nil if it was never added.
  func number(of key: UInt64) -> UInt32? {
    let place = place(of: key == 0 ? 1 : key)
    return keys[place] == 0 ? nil : numbers[place]
  }

  /// Returns the number of a key and whether it got that number just now.
  @inline(__always)
  mutating func number(addingIfNew key: UInt64) -> (number: Int, isNew: Bool) {
    let key = key == 0 ? 1 : key
    let place = place(of: key)
    if keys[place] == key { return (Int(numbers[place]), false) }
    keys[place] = key
    numbers[place] = UInt32(count)
    count += 1
    if count * 2 > keys.count { grow() }
    return (count - 1, true)
  }

  @inline(__always)
  private func place(of key: UInt64) -> Int {
    var place = Int(truncatingIfNeeded: Hash.mix(key)) & mask
    while keys[place] != 0 && keys[place] != key { place = (place + 1) & mask }
    return place
  }

  private mutating func grow() {
    let (oldKeys, oldNumbers) = (keys, numbers)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    numbers = [UInt32](repeating: 0, count: oldKeys.count * 2)
    mask = keys.count - 1
    for (key, number) in zip(oldKeys, oldNumbers) where key != 0 {
      let place = place(of: key)
      keys[place] = key
      numbers[place] = number
    }
  }
}
