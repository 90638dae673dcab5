import Domain
import Foundation

/// The words and character n-grams of a token, that is, of a run of characters between spaces.
///
/// A text's features are those of its tokens, so that each distinct token is analyzed once. One
/// value is reused for many tokens, to reuse its arrays.
struct Token {
  /// Hashes of the words: runs of letters and digits, or single characters of a script without
  /// spaces.
  private(set) var words: [UInt64] = []
  /// Hashes of the distinct character n-grams.
  private(set) var grams: [UInt64] = []
  /// Scratch: the token with a space before and after.
  private var padded: [UInt32] = []
  /// Scratch: hashes of the run's prefixes, the empty one first, before the final mixing.
  private var sums: [UInt64] = []

  init() {}

  init(_ scalars: [UInt32]) { take(scalars) }

  /// Analyzes a token of lower-case scalars without spaces.
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
    // A Korean syllable carries as much as several letters of an alphabet.
    addGrams(of: padded[...], lengths: hasHangul ? 2...3 : 4...5)
  }

  private mutating func addUnspaced(_ run: ArraySlice<UInt32>) {
    for index in run.indices where Script.isWordPart(run[index]) {
      words.append(Hash.of(run[index...index], kind: 1))
    }
    addGrams(of: run, lengths: 2...3)
  }

  /// Adds the n-grams of all lengths; a run of at most *n* scalars is one n-gram, and longer *n*
  /// are skipped.
  ///
  /// An n-gram's hash is the difference of two prefixes' hashes (a rolling polynomial hash).
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
    // A Bloom filter of 256 bits proves most n-grams new; for at most 48 a scan is faster than a
    // set.
    var sieve = SIMD4<UInt64>.zero
    var kept = 0
    for index in grams.indices {
      let gram = grams[index]
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
  /// Calls `body` with each token of a piece of text between ASCII spaces, in lower case and
  /// composed (NFC).
  ///
  /// A piece may hold several tokens or none, since only here other Unicode spaces are split at.
  /// `scratch` avoids an allocation in the ASCII case.
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

  /// Returns the tokens of a piece with non-ASCII characters.
  private static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> [[UInt32]] {
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars
    return scalars.split { $0.properties.isWhitespace }.map { part in
      // Folds the final small sigma (U+03C2) to the other one (U+03C3).
      part.map { $0.value == 0x3C2 ? 0x3C3 : $0.value }
    }
  }
}
