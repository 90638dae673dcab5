/// The features of a list of texts: words and character n-grams, weighted by inverse document
/// frequency.
///
/// A text is a vector of two blocks, words and n-grams, each of Euclidean length 1. Both are binary
/// per token; the weight of a feature in *n* of *N* rows is ln((1 + N) / (1 + n)) + 1. The n-gram
/// block is the sum over the text's distinct tokens, divided by the root of the tokens' summed
/// squared lengths (its own length, except where two tokens share an n-gram). Rows therefore store
/// only words and tokens, and n-grams are stored once per distinct token: 296,055 headlines take
/// some 40 MB, and scoring a row adds a dozen numbers instead of a hundred.
package struct TextFeatures: Sendable {
  package let vocabulary: Vocabulary
  /// The vocabulary's fingerprint, which must equal that of a model used on these features.
  package let fingerprint: UInt64
  /// For each row its words' numbers, falling: the rarest first.
  package let rowWords: RaggedRows
  /// For each row its tokens that have an n-gram of the vocabulary.
  let rowTokens: RaggedRows
  /// For each token the numbers of its n-grams.
  let tokenGrams: RaggedRows
  let wordWeights: [Float]
  let gramWeights: [Float]
  /// For each row 1 / the length of its word block before normalization; 0 if the block is empty.
  let wordScales: [Float]
  let gramScales: [Float]

  package var count: Int { rowWords.count }

  /// Tokenizes texts and builds their vocabulary; `texts` is the whole pool, labeled or not.
  package init(texts: [String], threads: Int = 2) {
    let tokenized = TokenizedTexts(texts, threads: threads)
    let (vocabulary, numbers) = tokenized.vocabulary(threads: threads)
    self.init(tokenized, vocabulary, numbers, threads: threads)
  }

  /// Describes texts by the vocabulary of others; features not in it are ignored.
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
    // Removed from the array to be uniquely referenced, so that appending does not copy it.
    var all = parts.removeFirst()
    for part in parts { all.append(part) }
    (rowWords, rowTokens) = (all.words, all.tokens)
    (wordScales, gramScales) = (all.wordScales, all.gramScales)
  }
}

/// The tokens of tokenized texts in the numbers of a vocabulary.
private struct KeptTokens: Sendable {
  private(set) var words = RaggedRows()
  /// The n-grams of each token that has any.
  private(set) var grams = RaggedRows()
  /// For each token its number in `grams` (nil without n-grams) and the squared length of its
  /// n-grams.
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

/// The features of a range of rows.
private struct RowFeatures: Sendable {
  private(set) var words = RaggedRows()
  private(set) var tokens = RaggedRows()
  private(set) var wordScales: [Float] = []
  private(set) var gramScales: [Float] = []

  init(_ rows: RaggedRows, in range: Range<Int>, _ kept: KeptTokens, wordWeights: [Float]) {
    // The first range has room for all others, which are appended to it.
    let all = range.lowerBound == 0 ? 0..<rows.count : range
    reserveCapacity(
      rows: all.count, tokens: rows.starts[all.upperBound] - rows.starts[all.lowerBound])
    var found: [UInt32] = []
    for row in range {
      found.removeAll(keepingCapacity: true)
      var square: Float = 0
      for index in rows.indices(of: row) {
        let token = Int(rows.values[index])
        for index in kept.words.indices(of: token) { found.append(kept.words.values[index]) }
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

  /// Appends a row's distinct words, the rarest first, and the row's word scale.
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
