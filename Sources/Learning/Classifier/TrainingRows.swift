/// The labeled rows, laid out for the solver.
///
/// A row holds its words, then the n-grams of its tokens; but a token that many rows share stands
/// there as one number instead of its dozen n-grams. A feature that two tokens of a row share counts
/// twice; sums over the row come out right. A feature's value in a row is its weight times the row's
/// scale of words or of n-grams, so that a row need only name its features. They have the
/// vocabulary's numbers, words first, then n-grams, of which the frequent ones stand close together.
struct TrainingRows: Sendable {
  private(set) var rows: [Row] = []
  /// What the rows consist of, row after row.
  private(set) var places: [UInt32] = []
  /// The n-grams of each frequent token.
  private(set) var tokenGrams = RaggedRows()
  /// How much each feature weighs: how much rarer than usual it is.
  let weights: [Float]
  let squares: [Float]

  /// Where a row's parts stand in `places`, and what its features weigh: all in half a cache line.
  struct Row: Sendable {
    var words: UInt32
    /// The n-grams of the row's rare tokens.
    var grams: UInt32
    /// The row's frequent tokens.
    var tokens: UInt32
    var end: UInt32
    let wordScale: Float
    let gramScale: Float
    /// The row's squared length, with 1 for the constant feature.
    let square: Float

    var wordRange: Range<Int> { Int(words)..<Int(grams) }
    var gramRange: Range<Int> { Int(grams)..<Int(tokens) }
    var tokenRange: Range<Int> { Int(tokens)..<Int(end) }
  }

  var count: Int { rows.count }

  /// A token of at least `frequent` rows stands for its n-grams.
  init(_ pool: TextFeatures, rows numbers: [Int], frequent: Int, threads: Int = 1) {
    weights = pool.wordWeights + pool.gramWeights
    squares = weights.map { $0 * $0 }
    let tokens = FrequentTokens(pool, rows: numbers, frequent: frequent)
    let wordCount = UInt32(pool.vocabulary.words.count)
    for token in tokens.kept {
      for gram in pool.tokenGrams[Int(token)] { tokenGrams.append(wordCount + gram) }
      tokenGrams.endRow()
    }
    let lengths = GramLengths(pool, rows: numbers)
    var parts = Parallel.map(ranges: numbers.count, threads: threads) { range in
      Part(pool, rows: numbers[range], of: numbers.count, tokens, lengths)
    }
    // Taken out of the array, so that nobody else owns it: the first part is not copied.
    let first = parts.removeFirst()
    (rows, places) = (first.rows, first.places)
    for part in parts { append(part) }
  }

  private mutating func append(_ part: Part) {
    let first = UInt32(places.count)
    for var row in part.rows {
      row.words += first
      row.grams += first
      row.tokens += first
      row.end += first
      rows.append(row)
    }
    places += part.places
  }
}

/// A range of rows.
private struct Part: Sendable {
  private(set) var rows: [TrainingRows.Row] = []
  private(set) var places: [UInt32] = []
  /// The frequent tokens of the row at hand.
  private var tokens: [UInt32] = []
  private let pool: TextFeatures
  private let frequent: FrequentTokens

  init(
    _ pool: TextFeatures, rows numbers: ArraySlice<Int>, of count: Int,
    _ frequent: FrequentTokens, _ lengths: GramLengths
  ) {
    (self.pool, self.frequent) = (pool, frequent)
    var lengths = lengths
    // The first part takes the others in.
    let capacity = numbers.startIndex == 0 ? count : numbers.count
    rows.reserveCapacity(capacity)
    places.reserveCapacity(capacity * 34)
    for number in numbers {
      let words = UInt32(places.count)
      for place in pool.rowWords.places(of: number) { places.append(pool.rowWords.values[place]) }
      let grams = UInt32(places.count)
      addTokens(of: number)
      let length: Float = pool.wordScales[number] > 0 ? 1 : 0
      rows.append(
        TrainingRows.Row(
          words: words, grams: grams, tokens: UInt32(places.count - tokens.count),
          end: UInt32(places.count), wordScale: pool.wordScales[number],
          gramScale: pool.gramScales[number], square: 1 + length + lengths.square(number)))
    }
  }

  /// Adds the n-grams of the row's rare tokens, then its frequent tokens.
  private mutating func addTokens(of row: Int) {
    tokens.removeAll(keepingCapacity: true)
    let wordCount = UInt32(pool.wordWeights.count)
    for place in pool.rowTokens.places(of: row) {
      let token = pool.rowTokens.values[place]
      if let number = frequent[token] {
        tokens.append(number)
        continue
      }
      for place in pool.tokenGrams.places(of: Int(token)) {
        places.append(wordCount + pool.tokenGrams.values[place])
      }
    }
    places += tokens
  }
}

/// The tokens that many of the labeled rows hold.
private struct FrequentTokens: Sendable {
  /// The pool's number of each, ascending.
  private(set) var kept: [UInt32] = []
  private var numberOf: [UInt32]
  private static let rare = UInt32.max

  init(_ pool: TextFeatures, rows: [Int], frequent: Int) {
    numberOf = [UInt32](repeating: 0, count: pool.tokenGrams.count)
    for row in rows {
      for place in pool.rowTokens.places(of: row) {
        numberOf[Int(pool.rowTokens.values[place])] += 1
      }
    }
    for (token, count) in numberOf.enumerated() {
      let isFrequent = count >= frequent
      numberOf[token] = isFrequent ? UInt32(kept.count) : Self.rare
      if isFrequent { kept.append(UInt32(token)) }
    }
  }

  @inline(__always)
  subscript(token: UInt32) -> UInt32? {
    let number = numberOf[Int(token)]
    return number == Self.rare ? nil : number
  }
}
