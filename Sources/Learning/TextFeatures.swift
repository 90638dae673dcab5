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
    self.init(tokenized, vocabulary: tokenized.vocabulary(threads: threads), threads: threads)
  }

  /// Describes further texts in the features of a vocabulary; unknown features are left out.
  package init(texts: [String], vocabulary: Vocabulary, threads: Int = 2) {
    self.init(
      TokenizedTexts(texts, threads: threads), vocabulary: vocabulary, threads: threads)
  }

  private init(_ tokenized: TokenizedTexts, vocabulary: Vocabulary, threads: Int) {
    self.vocabulary = vocabulary
    fingerprint = vocabulary.fingerprint
    wordWeights = vocabulary.inverseRowFrequencies(of: vocabulary.words)
    gramWeights = vocabulary.inverseRowFrequencies(of: vocabulary.grams)
    let tokens = KeptTokens(tokenized, vocabulary, gramWeights: gramWeights)
    tokenGrams = tokens.grams
    let wordWeights = wordWeights
    let parts = Parallel.map(ranges: tokenized.rowTokens.count, threads: threads) {
      RowFeatures(tokenized.rowTokens, in: $0, tokens, wordWeights: wordWeights)
    }
    var all = RowFeatures()
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

  init(_ tokenized: TokenizedTexts, _ vocabulary: Vocabulary, gramWeights: [Float]) {
    let wordIndex = HashIndex(vocabulary.words.hashes)
    let gramIndex = HashIndex(vocabulary.grams.hashes)
    let wordNumbers = tokenized.wordHashes.map { wordIndex.number(of: $0) }
    let gramNumbers = tokenized.gramHashes.map { gramIndex.number(of: $0) }
    for token in 0..<tokenized.tokenGrams.count {
      for word in tokenized.tokenWords[token] {
        if let number = wordNumbers[Int(word)] { words.append(number) }
      }
      words.endRow()
      var square: Float = 0
      for gram in tokenized.tokenGrams[token] {
        guard let number = gramNumbers[Int(gram)] else { continue }
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

  init() {}

  init(_ rows: RaggedRows, in range: Range<Int>, _ kept: KeptTokens, wordWeights: [Float]) {
    var found: [UInt32] = []
    for row in range {
      found.removeAll(keepingCapacity: true)
      var square: Float = 0
      for token in rows[row] {
        for word in kept.words[Int(token)] { found.append(word) }
        guard let number = kept.numbers[Int(token)] else { continue }
        tokens.append(number)
        square += kept.squares[Int(token)]
      }
      tokens.endRow()
      gramScales.append(square > 0 ? 1 / square.squareRoot() : 0)
      addWords(&found, wordWeights)
    }
  }

  /// Adds a row's words, the rarest first, each once.
  private mutating func addWords(_ found: inout [UInt32], _ weights: [Float]) {
    found.sort(by: >)
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
