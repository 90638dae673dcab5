/// The features of many texts: which words and which character n-grams each has.
///
/// A text is a vector of two blocks, words and n-grams, each of length 1. A word counts once,
/// weighted by ln((1 + N) / (1 + rows with it)) + 1. The n-gram block is the sum over the text's
/// distinct tokens of their n-grams' weights, over the root of the tokens' squared lengths (which
/// is its own length but for the few n-grams that two tokens share). So rows hold only words and
/// tokens, and n-grams are held once for each distinct token: 296,055 headlines take some 40 MB,
/// and scoring a row adds up a dozen numbers instead of a hundred.
package struct TextFeatures: Sendable {
  package let vocabulary: Vocabulary
  /// The vocabulary's fingerprint: a model trained on another vocabulary cannot be used.
  package let fingerprint: UInt64
  /// Each row's words, the rarest first.
  package let rowWords: RaggedRows
  /// Each row's tokens, as far as they have an n-gram of the vocabulary.
  let rowTokens: RaggedRows
  /// Each token's n-grams.
  let tokenGrams: RaggedRows
  let wordWeights: [Float]
  let gramWeights: [Float]
  /// One over the length of each row's word block, before it is given length 1; 0 if it is empty.
  let wordScales: [Float]
  let gramScales: [Float]

  package var count: Int { rowWords.count }

  /// Takes texts apart and counts their features; the whole pool belongs here, labeled or not.
  package init(texts: [String]) {
    let tokenized = TokenizedTexts(texts)
    self.init(tokenized, vocabulary: tokenized.vocabulary())
  }

  /// Describes further texts in the features of a vocabulary; unknown features are left out.
  package init(texts: [String], vocabulary: Vocabulary) {
    self.init(TokenizedTexts(texts), vocabulary: vocabulary)
  }

  private init(_ tokenized: TokenizedTexts, vocabulary: Vocabulary) {
    self.vocabulary = vocabulary
    fingerprint = vocabulary.fingerprint
    let words = HashIndex(vocabulary.words.hashes)
    let grams = HashIndex(vocabulary.grams.hashes)
    rowWords = tokenized.rowWords
      .mapped(by: tokenized.wordHashes.map { words.number(of: $0) }).sortedDescending()
    let allGrams = tokenized.tokenGrams
      .mapped(by: tokenized.gramHashes.map { grams.number(of: $0) })
    var tokenNumbers: [UInt32?] = []
    var kept = RaggedRows()
    for token in 0..<allGrams.count {
      tokenNumbers.append(allGrams[token].isEmpty ? nil : UInt32(kept.count))
      if !allGrams[token].isEmpty { kept.appendRow(allGrams[token]) }
    }
    tokenGrams = kept
    rowTokens = tokenized.rowTokens.mapped(by: tokenNumbers)
    wordWeights = vocabulary.inverseRowFrequencies(of: vocabulary.words)
    gramWeights = vocabulary.inverseRowFrequencies(of: vocabulary.grams)
    wordScales = Self.wordScales(rowWords, wordWeights)
    gramScales = Self.gramScales(rowTokens, tokenGrams, gramWeights)
  }

  private static func wordScales(_ rowWords: RaggedRows, _ weights: [Float]) -> [Float] {
    (0..<rowWords.count).map { row in
      var square: Float = 0
      for word in rowWords[row] { square += weights[Int(word)] * weights[Int(word)] }
      return square > 0 ? 1 / square.squareRoot() : 0
    }
  }

  private static func gramScales(
    _ rowTokens: RaggedRows, _ tokenGrams: RaggedRows, _ weights: [Float]
  ) -> [Float] {
    let squares = (0..<tokenGrams.count).map { square(of: tokenGrams[$0], weights) }
    return (0..<rowTokens.count).map { row in
      var square: Float = 0
      for token in rowTokens[row] { square += squares[Int(token)] }
      return square > 0 ? 1 / square.squareRoot() : 0
    }
  }

  /// The squared length of a token's n-grams.
  static func square(of grams: ArraySlice<UInt32>, _ weights: [Float]) -> Float {
    var square: Float = 0
    for gram in grams { square += weights[Int(gram)] * weights[Int(gram)] }
    return square
  }
}
