/// Maps the local numbers of words and n-grams in `TokenizedTexts` to their numbers in a
/// vocabulary.
struct FeatureNumbers: Sendable {
  /// Marks a word or an n-gram that is not in the vocabulary.
  static let none = UInt32.max

  private(set) var words: [UInt32]
  private(set) var grams: [UInt32]

  /// Looks up each word and n-gram in the vocabulary of other texts.
  init(_ texts: TokenizedTexts, in vocabulary: Vocabulary) {
    let (wordIndex, gramIndex) = (
      HashIndex(vocabulary.words.hashes), HashIndex(vocabulary.grams.hashes)
    )
    words = texts.wordHashes.map { wordIndex.number(of: $0) ?? Self.none }
    grams = texts.gramHashes.map { gramIndex.number(of: $0) ?? Self.none }
  }

  fileprivate init(words: [UInt32], grams: [UInt32]) { (self.words, self.grams) = (words, grams) }
}

extension TokenizedTexts {
  /// Builds the vocabulary of all words and n-grams with a count of at least two.
  ///
  /// A feature of a single row carries no information about other rows. A word is counted once per
  /// row; an n-gram once per row and token, which equals the row count except where two tokens of a
  /// row share it, so the count is capped at the number of rows.
  func vocabulary(threads: Int = 1) -> (Vocabulary, FeatureNumbers) {
    let counts = Parallel.map(ranges: rowTokens.count, threads: threads) { rows in
      RowCounts(self, rows)
    }
    let words = Kept(RowCounts.sum(counts.map(\.words)))
    let grams = Kept(gramCounts(RowCounts.sum(counts.map(\.tokens))))
    let vocabulary = Vocabulary(
      rowCount: rowTokens.count, words: words.block(of: wordHashes),
      grams: grams.block(of: gramHashes))
    return (vocabulary, FeatureNumbers(words: words.numbers, grams: grams.numbers))
  }

  private func gramCounts(_ tokenCounts: [UInt32]) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: gramHashes.count)
    for (token, count) in tokenCounts.enumerated() {
      for index in tokenGrams.indices(of: token) { counts[Int(tokenGrams.values[index])] += count }
    }
    return counts.map { min($0, UInt32(rowTokens.count)) }
  }
}

/// Document frequencies of tokens and words within a range of rows.
private struct RowCounts: Sendable {
  private(set) var tokens: [UInt32]
  private(set) var words: [UInt32]

  init(_ texts: TokenizedTexts, _ rows: Range<Int>) {
    tokens = [UInt32](repeating: 0, count: texts.tokenWords.count)
    words = [UInt32](repeating: 0, count: texts.wordHashes.count)
    // Counts a word once per row, also where two tokens of the row share it.
    var lastRow = [Int32](repeating: -1, count: words.count)
    for row in rows {
      for index in texts.rowTokens.indices(of: row) {
        let token = Int(texts.rowTokens.values[index])
        tokens[token] += 1
        for index in texts.tokenWords.indices(of: token) {
          let word = Int(texts.tokenWords.values[index])
          if lastRow[word] == Int32(row) { continue }
          lastRow[word] = Int32(row)
          words[word] += 1
        }
      }
    }
  }

  static func sum(_ parts: [[UInt32]]) -> [UInt32] {
    guard var sum = parts.first else { return [] }
    for part in parts.dropFirst() {
      for index in sum.indices { sum[index] += part[index] }
    }
    return sum
  }
}

/// The features with a count of at least two, by falling count, then by first occurrence.
private struct Kept {
  private(set) var kept: [Int]
  private let counts: [UInt32]
  /// For each feature its number among those kept, or `FeatureNumbers.none`.
  private(set) var numbers: [UInt32]

  init(_ counts: [UInt32]) {
    self.counts = counts
    let highest = Int(counts.max() ?? 0)
    // Counting sort: the first output index of each count.
    var next = [Int](repeating: 0, count: highest + 2)
    for count in counts where count >= 2 { next[highest - Int(count) + 1] += 1 }
    for index in next.indices.dropFirst() { next[index] += next[index - 1] }
    kept = [Int](repeating: 0, count: next[next.count - 1])
    numbers = [UInt32](repeating: FeatureNumbers.none, count: counts.count)
    for (feature, count) in counts.enumerated() where count >= 2 {
      let index = next[highest - Int(count)]
      kept[index] = feature
      numbers[feature] = UInt32(index)
      next[highest - Int(count)] += 1
    }
  }

  func block(of hashes: [UInt64]) -> Vocabulary.Block {
    Vocabulary.Block(hashes: kept.map { hashes[$0] }, rowCounts: kept.map { counts[$0] })
  }
}
