/// Hash functions of 64 bits with the same results on every machine and in every run.
///
/// Public, like `SeededGenerator`: Swift 6.3 inlines no `package` function into another target, and
/// the learner computes about a hundred hashes per text.
public enum Hash {
  @inlinable public static var start: UInt64 { 0xCBF2_9CE4_8422_2325 }
  @inlinable public static var prime: UInt64 { 0x0000_0100_0000_01B3 }

  /// Returns the initial hash of a word or an n-gram; `kind` separates words from n-grams of the
  /// same letters.
  @inlinable @inline(__always)
  public static func start(kind: UInt64) -> UInt64 { start ^ kind }

  /// Returns the next state of FNV-1a.
  @inlinable @inline(__always)
  public static func step(_ hash: UInt64, _ unit: UInt64) -> UInt64 { (hash ^ unit) &* prime }

  /// Returns the FNV-1a hash of a text's UTF-8 bytes (Fowler, Noll, Vo).
  package static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(start) { step($0, UInt64($1)) }
  }

  /// Returns a bijective mixing of all bits (the finalizer of SplitMix64).
  @inlinable @inline(__always)
  public static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Returns the mixed polynomial hash of scalars.
  @inlinable
  public static func of(_ scalars: ArraySlice<UInt32>, kind: UInt64) -> UInt64 {
    var sum = start(kind: kind)
    for scalar in scalars { sum = extend(sum, scalar) }
    return mix(sum)
  }

  /// The polynomial's base: the odd number nearest to 2^64 divided by the golden ratio.
  @inlinable static var factor: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// Returns the polynomial hash extended by a scalar, before mixing.
  @inlinable @inline(__always)
  public static func extend(_ sum: UInt64, _ scalar: UInt32) -> UInt64 {
    sum &* factor &+ UInt64(scalar)
  }

  /// Returns the base to the power of `count`.
  @inlinable
  public static func power(_ count: Int) -> UInt64 {
    (0..<count).reduce(1) { power, _ in power &* factor }
  }

  /// Returns a hash of bytes, taken eight at a time.
  package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var hash = start ^ UInt64(raw.count)
      var index = 0
      while index + 8 <= raw.count {
        let unit = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
        hash = mix(hash ^ unit)
        index += 8
      }
      while index < raw.count {
        hash = step(hash, UInt64(raw[index]))
        index += 1
      }
      return mix(hash)
    }
  }
}
