import Domain
import Foundation

/// What lies between two spaces of a text, as the words and character n-grams in it.
///
/// The features of a text are those of its tokens, so each distinct token is taken apart once,
/// however often it occurs. One value takes many tokens apart, so that its arrays are made once.
struct Token {
  /// Hashes of the words: runs of letters and digits, or single characters of a script that
  /// writes without spaces.
  private(set) var words: [UInt64] = []
  /// Hashes of the character n-grams, each once.
  private(set) var grams: [UInt64] = []
  /// A run between two spaces.
  private var padded: [UInt32] = []
  /// The hashes of a run's beginnings, the empty one first, not yet spread.
  private var sums: [UInt64] = []

  init() {}

  init(_ scalars: [UInt32]) { take(scalars) }

  /// Takes a token apart; the scalars are in lower case and hold no space.
  mutating func take(_ scalars: [UInt32]) {
    words.removeAll(keepingCapacity: true)
    grams.removeAll(keepingCapacity: true)
    var start = 0
    while start < scalars.count {
      let isSpaced = Script(scalars[start]).isSpaced
      var end = start + 1
      while end < scalars.count && Script(scalars[end]).isSpaced == isSpaced { end += 1 }
      if isSpaced {
        addSpaced(scalars[start..<end])
      } else {
        addUnspaced(scalars[start..<end])
      }
      start = end
    }
    keepFirstOfEachGram()
  }

  private mutating func addSpaced(_ run: ArraySlice<UInt32>) {
    padded.removeAll(keepingCapacity: true)
    padded.append(0x20)
    var (word, isInWord, hasHangul) = (Hash.start(kind: 1), false, false)
    for scalar in run {
      padded.append(scalar)
      if scalar >= 0x1100 && Script(scalar) == .hangul { hasHangul = true }
      if Script.isWordPart(scalar) {
        word = Hash.extend(word, scalar)
        isInWord = true
      } else if isInWord {
        words.append(Hash.mix(word))
        (word, isInWord) = (Hash.start(kind: 1), false)
      }
    }
    if isInWord { words.append(Hash.mix(word)) }
    padded.append(0x20)
    // Korean syllables carry as much as several letters of an alphabet.
    addGrams(of: padded[...], lengths: hasHangul ? 2...3 : 4...5)
  }

  private mutating func addUnspaced(_ run: ArraySlice<UInt32>) {
    for place in run.indices where Script.isWordPart(run[place]) {
      words.append(Hash.of(run[place...place], kind: 1))
    }
    addGrams(of: run, lengths: 2...3)
  }

  /// Adds all n-grams; a run no longer than n is itself one n-gram, and the longer n are skipped.
  ///
  /// The hash of a part of the run is the difference of two beginnings' hashes.
  private mutating func addGrams(of run: ArraySlice<UInt32>, lengths: ClosedRange<Int>) {
    sums.removeAll(keepingCapacity: true)
    sums.append(0)
    for scalar in run { sums.append(Hash.extend(sums[sums.count - 1], scalar)) }
    for length in lengths {
      let size = min(length, run.count)
      let power = Hash.power(size)
      let start = Hash.start(kind: 2) &* power
      for end in size..<sums.count {
        grams.append(Hash.mix(start &+ sums[end] &- sums[end - size] &* power))
      }
      if run.count <= length { return }
    }
  }

  private mutating func keepFirstOfEachGram() {
    guard grams.count <= 48 else {
      var seen: Set<UInt64> = []
      return grams.removeAll { !seen.insert($0).inserted }
    }
    // A sieve of 256 bits tells of most that they are new; few are compared faster than hashed.
    var sieve = SIMD4<UInt64>.zero
    var kept = 0
    for place in grams.indices {
      let gram = grams[place]
      let (part, bit) = (Int(gram >> 6 & 3), UInt64(1) << (gram & 63))
      if sieve[part] & bit != 0 && grams[..<kept].contains(gram) { continue }
      sieve[part] |= bit
      grams[kept] = gram
      kept += 1
    }
    grams.removeLast(grams.count - kept)
  }
}

extension Token {
  /// Calls `body` with each token in what stands between two ASCII spaces: lower case, composed
  /// (NFC).
  ///
  /// There may be several, or none: other alphabets' spaces are looked for only here. `scratch` is
  /// filled for the usual case, so that no array is made.
  static func parse(
    _ bytes: UnsafeBufferPointer<UInt8>, scratch: inout [UInt32], _ body: ([UInt32]) -> Void
  ) {
    scratch.removeAll(keepingCapacity: true)
    for byte in bytes where byte < 0x80 {
      scratch.append(UInt32(byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte))
    }
    if scratch.count == bytes.count { return body(scratch) }
    for token in parse(bytes) { body(token) }
  }

  /// Returns the tokens of a piece with letters beyond ASCII.
  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> [[UInt32]] {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars
    return scalars.split { $0.properties.isWhitespace }.map { part in
      // The two small sigmas are one letter.
      part.map { $0.value == 0x3C2 ? 0x3C3 : $0.value }
    }
  }
}
