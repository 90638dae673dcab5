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
  package init(texts: [String], threads: Int = 2) {
    let tokenized = TokenizedTexts(texts, threads: threads)
    let (vocabulary, numbers) = tokenized.vocabulary(threads: threads)
    self.init(tokenized, vocabulary, numbers, threads: threads)
  }

  /// Describes further texts in the features of a vocabulary; unknown features are left out.
  package init(texts: [String], vocabulary: Vocabulary, threads: Int = 2) {
    let tokenized = TokenizedTexts(texts, threads: threads)
    self.init(
      tokenized, vocabulary, FeatureNumbers(tokenized, in: vocabulary), threads: threads)
  }

  private init(
    _ tokenized: TokenizedTexts, _ vocabulary: Vocabulary, _ numbers: FeatureNumbers, threads: Int
  ) {
    self.vocabulary = vocabulary
    fingerprint = vocabulary.fingerprint
    wordWeights = vocabulary.inverseRowFrequencies(of: vocabulary.words)
    gramWeights = vocabulary.inverseRowFrequencies(of: vocabulary.grams)
    let tokens = KeptTokens(tokenized, numbers, gramWeights: gramWeights)
    tokenGrams = tokens.grams
    let wordWeights = wordWeights
    var parts = Parallel.map(ranges: tokenized.rowTokens.count, threads: threads) {
      RowFeatures(tokenized.rowTokens, in: $0, tokens, wordWeights: wordWeights)
    }
    // Taken out of the array, so that nobody else owns it: the first part is not copied.
    var all = parts.removeFirst()
    for part in parts { all.append(part) }
    (rowWords, rowTokens) = (all.words, all.tokens)
    (wordScales, gramScales) = (all.wordScales, all.gramScales)
  }
}

/// The tokens of texts in the numbers of a vocabulary.
private struct KeptTokens: Sendable {
  private(set) var words = RaggedRows()
  /// The n-grams of the tokens that have any.
  private(set) var grams = RaggedRows()
  /// The number of each token among those that have n-grams, and its n-grams' squared length.
  private(set) var numbers: [UInt32?] = []
  private(set) var squares: [Float] = []

  init(_ tokenized: TokenizedTexts, _ features: FeatureNumbers, gramWeights: [Float]) {
    for token in 0..<tokenized.tokenGrams.count {
      for word in tokenized.tokenWords[token] {
        let number = features.words[Int(word)]
        if number != FeatureNumbers.none { words.append(number) }
      }
      words.endRow()
      var square: Float = 0
      for gram in tokenized.tokenGrams[token] {
        let number = features.grams[Int(gram)]
        if number == FeatureNumbers.none { continue }
        grams.append(number)
        square += gramWeights[Int(number)] * gramWeights[Int(number)]
      }
      squares.append(square)
      numbers.append(square > 0 ? UInt32(grams.count) : nil)
      if square > 0 { grams.endRow() }
    }
  }
}

/// What a range of rows consists of.
private struct RowFeatures: Sendable {
  private(set) var words = RaggedRows()
  private(set) var tokens = RaggedRows()
  private(set) var wordScales: [Float] = []
  private(set) var gramScales: [Float] = []

  init(_ rows: RaggedRows, in range: Range<Int>, _ kept: KeptTokens, wordWeights: [Float]) {
    // The first range takes the others in.
    let all = range.lowerBound == 0 ? 0..<rows.count : range
    reserveCapacity(
      rows: all.count, tokens: rows.starts[all.upperBound] - rows.starts[all.lowerBound])
    var found: [UInt32] = []
    for row in range {
      found.removeAll(keepingCapacity: true)
      var square: Float = 0
      for place in rows.places(of: row) {
        let token = Int(rows.values[place])
        for place in kept.words.places(of: token) { found.append(kept.words.values[place]) }
        guard let number = kept.numbers[token] else { continue }
        tokens.append(number)
        square += kept.squares[token]
      }
      tokens.endRow()
      gramScales.append(square > 0 ? 1 / square.squareRoot() : 0)
      addWords(&found, wordWeights)
    }
  }

  private mutating func reserveCapacity(rows: Int, tokens count: Int) {
    words.reserveCapacity(rows: rows, values: count)
    tokens.reserveCapacity(rows: rows, values: count)
    wordScales.reserveCapacity(rows)
    gramScales.reserveCapacity(rows)
  }

  /// Adds a row's words, the rarest first, each once.
  private mutating func addWords(_ found: inout [UInt32], _ weights: [Float]) {
    found.sortRarestFirst()
    var (square, last): (Float, UInt32?) = (0, nil)
    for word in found where word != last {
      words.append(word)
      square += weights[Int(word)] * weights[Int(word)]
      last = word
    }
    words.endRow()
    wordScales.append(square > 0 ? 1 / square.squareRoot() : 0)
  }

  mutating func append(_ other: RowFeatures) {
    words.append(other.words)
    tokens.append(other.tokens)
    wordScales += other.wordScales
    gramScales += other.gramScales
  }
}
