/// The vocabulary's number of each word and n-gram of tokenized texts.
struct FeatureNumbers: Sendable {
  /// Stands for what is not in the vocabulary.
  static let none = UInt32.max

  private(set) var words: [UInt32]
  private(set) var grams: [UInt32]

  /// Looks for them in a vocabulary that was made of other texts.
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
  /// Makes the vocabulary of what occurs twice at least.
  ///
  /// What occurs once tells nothing about any other row. A word's rows are counted; an n-gram's rows
  /// once for each token that holds it, which is the same but for the few that hold it twice, and
  /// never more than there are.
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
      for place in tokenGrams.places(of: token) { counts[Int(tokenGrams.values[place])] += count }
    }
    return counts.map { min($0, UInt32(rowTokens.count)) }
  }
}

/// How many of some rows hold each token and each word.
private struct RowCounts: Sendable {
  private(set) var tokens: [UInt32]
  private(set) var words: [UInt32]

  init(_ texts: TokenizedTexts, _ rows: Range<Int>) {
    tokens = [UInt32](repeating: 0, count: texts.tokenWords.count)
    words = [UInt32](repeating: 0, count: texts.wordHashes.count)
    // A word that two tokens of a row share counts once.
    var lastRow = [Int32](repeating: -1, count: words.count)
    for row in rows {
      for place in texts.rowTokens.places(of: row) {
        let token = Int(texts.rowTokens.values[place])
        tokens[token] += 1
        for place in texts.tokenWords.places(of: token) {
          let word = Int(texts.tokenWords.values[place])
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
      for place in sum.indices { sum[place] += part[place] }
    }
    return sum
  }
}

/// What occurs twice, the most frequent first and of those as frequent the first seen.
private struct Kept {
  private(set) var kept: [Int]
  private let counts: [UInt32]
  /// Each feature's place among those kept.
  private(set) var numbers: [UInt32]

  init(_ counts: [UInt32]) {
    self.counts = counts
    let highest = Int(counts.max() ?? 0)
    // Where the features of each count begin: sorting by counting.
    var next = [Int](repeating: 0, count: highest + 2)
    for count in counts where count >= 2 { next[highest - Int(count) + 1] += 1 }
    for place in next.indices.dropFirst() { next[place] += next[place - 1] }
    kept = [Int](repeating: 0, count: next[next.count - 1])
    numbers = [UInt32](repeating: FeatureNumbers.none, count: counts.count)
    for (feature, count) in counts.enumerated() where count >= 2 {
      let place = next[highest - Int(count)]
      kept[place] = feature
      numbers[feature] = UInt32(place)
      next[highest - Int(count)] += 1
    }
  }

  func block(of hashes: [UInt64]) -> Vocabulary.Block {
    Vocabulary.Block(hashes: kept.map { hashes[$0] }, rowCounts: kept.map { counts[$0] })
  }
}
