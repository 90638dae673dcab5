/// The labeled rows in the solver's memory layout.
///
/// A row lists its words, then the n-grams of its rare tokens, then its frequent tokens, each of
/// which is one entry instead of its dozen n-grams. A feature that two tokens of a row share is
/// counted twice, which leaves sums over the row right. A feature's value in a row is its feature
/// weight times the row's word or n-gram scale, so entries are numbers only. Features have the
/// vocabulary's numbers, words first, so that frequent n-grams are neighbors in memory.
struct TrainingRows: Sendable {
  private(set) var rows: [Row] = []
  /// The entries of all rows, row by row.
  private(set) var entries: [UInt32] = []
  /// For each frequent token the numbers of its n-grams.
  private(set) var tokenGrams = RaggedRows()
  /// For each feature its weight (inverse document frequency).
  let weights: [Float]
  let squares: [Float]

  /// A row's ranges in `entries` and its scales, in half a cache line.
  struct Row: Sendable {
    var words: UInt32
    /// The start of the n-grams of the row's rare tokens.
    var grams: UInt32
    /// The start of the row's frequent tokens.
    var tokens: UInt32
    var end: UInt32
    let wordScale: Float
    let gramScale: Float
    /// The row's squared length, the intercept's 1 included.
    let square: Float

    var wordRange: Range<Int> { Int(words)..<Int(grams) }
    var gramRange: Range<Int> { Int(grams)..<Int(tokens) }
    var tokenRange: Range<Int> { Int(tokens)..<Int(end) }
  }

  var count: Int { rows.count }

  /// Lays out rows of a pool; a token in at least `frequent` of them becomes one entry.
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
    // Removed from the array to be uniquely referenced, so that appending does not copy it.
    let first = parts.removeFirst()
    (rows, entries) = (first.rows, first.entries)
    for part in parts { append(part) }
  }

  private mutating func append(_ part: Part) {
    let first = UInt32(entries.count)
    for var row in part.rows {
      row.words += first
      row.grams += first
      row.tokens += first
      row.end += first
      rows.append(row)
    }
    entries += part.entries
  }
}

/// The layout of a range of rows.
private struct Part: Sendable {
  private(set) var rows: [TrainingRows.Row] = []
  private(set) var entries: [UInt32] = []
  /// Scratch: the frequent tokens of the current row.
  private var tokens: [UInt32] = []
  private let pool: TextFeatures
  private let frequent: FrequentTokens

  init(
    _ pool: TextFeatures, rows numbers: ArraySlice<Int>, of count: Int,
    _ frequent: FrequentTokens, _ lengths: GramLengths
  ) {
    (self.pool, self.frequent) = (pool, frequent)
    var lengths = lengths
    // The first part has room for all others, which are appended to it.
    let capacity = numbers.startIndex == 0 ? count : numbers.count
    rows.reserveCapacity(capacity)
    entries.reserveCapacity(capacity * 34)
    for number in numbers {
      let words = UInt32(entries.count)
      for index in pool.rowWords.indices(of: number) { entries.append(pool.rowWords.values[index]) }
      let grams = UInt32(entries.count)
      addTokens(of: number)
      let length: Float = pool.wordScales[number] > 0 ? 1 : 0
      rows.append(
        TrainingRows.Row(
          words: words, grams: grams, tokens: UInt32(entries.count - tokens.count),
          end: UInt32(entries.count), wordScale: pool.wordScales[number],
          gramScale: pool.gramScales[number], square: 1 + length + lengths.square(number)))
    }
  }

  /// Appends the n-grams of the row's rare tokens, then its frequent tokens.
  private mutating func addTokens(of row: Int) {
    tokens.removeAll(keepingCapacity: true)
    let wordCount = UInt32(pool.wordWeights.count)
    for index in pool.rowTokens.indices(of: row) {
      let token = pool.rowTokens.values[index]
      if let number = frequent[token] {
        tokens.append(number)
        continue
      }
      for index in pool.tokenGrams.indices(of: Int(token)) {
        entries.append(wordCount + pool.tokenGrams.values[index])
      }
    }
    entries += tokens
  }
}

/// The tokens in at least a given number of the labeled rows.
private struct FrequentTokens: Sendable {
  /// Their numbers in the pool, ascending.
  private(set) var kept: [UInt32] = []
  private var numberOf: [UInt32]
  private static let rare = UInt32.max

  init(_ pool: TextFeatures, rows: [Int], frequent: Int) {
    numberOf = [UInt32](repeating: 0, count: pool.tokenGrams.count)
    for row in rows {
      for index in pool.rowTokens.indices(of: row) {
        numberOf[Int(pool.rowTokens.values[index])] += 1
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
