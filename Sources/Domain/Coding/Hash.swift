/// The 64-bit hashing of words and bytes: the same on every machine and in every run.
///
/// It is public, as `SeededGenerator` is, because the compiler (6.3) inlines no function into another
/// target that is only for the package, and the learner hashes some hundred times a text.
public enum Hash {
  @inlinable public static var start: UInt64 { 0xCBF2_9CE4_8422_2325 }
  @inlinable public static var prime: UInt64 { 0x0000_0100_0000_01B3 }

  /// Where the hash of a word or an n-gram begins; `kind` keeps those of the same letters apart.
  @inlinable @inline(__always)
  public static func start(kind: UInt64) -> UInt64 { start ^ kind }

  /// One step of FNV-1a.
  @inlinable @inline(__always)
  public static func step(_ hash: UInt64, _ unit: UInt64) -> UInt64 { (hash ^ unit) &* prime }

  /// FNV-1a of a text's UTF-8 (Fowler, Noll, Vo).
  package static func fnv1a(_ text: String) -> UInt64 {
    text.utf8.reduce(start) { step($0, UInt64($1)) }
  }

  /// Spreads every bit over all others (the finish of SplitMix64).
  @inlinable @inline(__always)
  public static func mix(_ value: UInt64) -> UInt64 {
    var mixed = value
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// Hashes a run of scalars: the polynomial of a factor with the scalars for coefficients, spread.
  @inlinable
  public static func of(_ scalars: ArraySlice<UInt32>, kind: UInt64) -> UInt64 {
    var sum = start(kind: kind)
    for scalar in scalars { sum = extend(sum, scalar) }
    return mix(sum)
  }

  /// The odd factor that is nearest to 2^64 over the golden ratio.
  @inlinable static var factor: UInt64 { 0x9E37_79B9_7F4A_7C15 }

  /// One more scalar at the end of a run, before it is spread.
  @inlinable @inline(__always)
  public static func extend(_ sum: UInt64, _ scalar: UInt32) -> UInt64 {
    sum &* factor &+ UInt64(scalar)
  }

  /// Returns the factor of a sum that `count` scalars follow.
  @inlinable
  public static func power(_ count: Int) -> UInt64 {
    (0..<count).reduce(1) { power, _ in power &* factor }
  }

  /// Hashes bytes, eight at a time.
  package static func of(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { raw in
      var hash = start ^ UInt64(raw.count)
      var place = 0
      while place + 8 <= raw.count {
        let unit = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        hash = mix(hash ^ unit)
        place += 8
      }
      while place < raw.count {
        hash = step(hash, UInt64(raw[place]))
        place += 1
      }
      return mix(hash)
    }
  }
}
