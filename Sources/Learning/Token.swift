import Foundation

/// What lies between two spaces of a text, as the words and character n-grams in it.
///
/// The features of a text are those of its tokens, so each distinct token is taken apart once,
/// however often it occurs.
struct Token {
  /// Hashes of the words: runs of letters and digits, or single characters of a script that
  /// writes without spaces.
  private(set) var words: [UInt64] = []
  /// Hashes of the character n-grams, each once.
  private(set) var grams: [UInt64] = []

  /// Takes a token apart; the scalars are in lower case and hold no space.
  init(_ scalars: [UInt32]) {
    var start = 0
    while start < scalars.count {
      let script = Script(scalars[start])
      var end = start + 1
      while end < scalars.count && Script(scalars[end]).isSpaced == script.isSpaced { end += 1 }
      if script.isSpaced {
        addSpaced(scalars[start..<end])
      } else {
        addUnspaced(scalars[start..<end])
      }
      start = end
    }
    var seen: Set<UInt64> = []
    grams.removeAll { !seen.insert($0).inserted }
  }

  private mutating func addSpaced(_ run: ArraySlice<UInt32>) {
    for word in run.split(whereSeparator: { !Script.isWordPart($0) }) {
      words.append(Hash.of(word, kind: 1))
    }
    // Korean syllables carry as much as several letters of an alphabet.
    let lengths = run.contains { Script($0) == .hangul } ? 2...3 : 4...5
    addGrams(of: [32] + run + [32], lengths: lengths)
  }

  private mutating func addUnspaced(_ run: ArraySlice<UInt32>) {
    for place in run.indices where Script.isWordPart(run[place]) {
      words.append(Hash.of(run[place...place], kind: 1))
    }
    addGrams(of: Array(run), lengths: 2...3)
  }

  /// Adds all n-grams; a run no longer than n is itself one n-gram, and the longer n are skipped.
  private mutating func addGrams(of run: [UInt32], lengths: ClosedRange<Int>) {
    for length in lengths {
      if run.count <= length {
        grams.append(Hash.of(run[...], kind: 2))
        return
      }
      for start in 0...(run.count - length) {
        grams.append(Hash.of(run[start..<start + length], kind: 2))
      }
    }
  }
}

extension Token {
  /// Gives each piece of a text, divided at ASCII spaces and control characters, with its hash.
  @inline(__always)
  static func forEachPiece(
    of text: UnsafeBufferPointer<UInt8>,
    _ body: (_ piece: UnsafeBufferPointer<UInt8>, _ hash: UInt64) -> Void
  ) {
    var start = 0
    var hash = Hash.start
    for place in 0...text.count {
      if place < text.count && text[place] > 0x20 {
        hash = Hash.step(hash, UInt64(text[place]))
        continue
      }
      if place > start { body(UnsafeBufferPointer(rebasing: text[start..<place]), hash) }
      start = place + 1
      hash = Hash.start
    }
  }

  /// Returns the tokens in what stands between two ASCII spaces: lower case, composed (NFC).
  ///
  /// There may be several, or none: other alphabets' spaces are looked for only here.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> [[UInt32]] {
    if bytes.allSatisfy({ $0 < 0x80 }) {
      return [bytes.map { UInt32($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) }]
    }
    let text = String(decoding: bytes, as: UTF8.self).lowercased()
    let scalars = text.precomposedStringWithCanonicalMapping.unicodeScalars
    return scalars.split { $0.properties.isWhitespace }.map { part in
      // The two small sigmas are one letter.
      part.map { $0.value == 0x3C2 ? 0x3C3 : $0.value }
    }
  }
}
