/// Texts taken apart: which tokens each row has, and which words and n-grams each token has.
///
/// Everything is numbered in the order of first appearance, however many threads work. A row holds
/// each of its tokens once.
struct TokenizedTexts: Sendable {
  private(set) var rowTokens = RaggedRows()
  private(set) var tokenWords = RaggedRows()
  private(set) var tokenGrams = RaggedRows()
  private(set) var wordHashes: [UInt64] = []
  private(set) var gramHashes: [UInt64] = []
  private var wordIndex = HashIndex()
  private var gramIndex = HashIndex()

  init(_ texts: [String], threads: Int = 1) {
    let parts = Parallel.map(ranges: texts.count, threads: threads) { ReadPart(texts[$0]) }
    var tokens = HashIndex()
    for part in parts {
      let numbers = part.hashes.indices.map { token in
        let (number, isNew) = tokens.number(addingIfNew: part.hashes[token])
        if isNew { add(part.words[token], part.grams[token]) }
        return UInt32(number)
      }
      rowTokens.append(part.rows, numbers: numbers)
    }
  }

  private mutating func add(_ words: ArraySlice<UInt64>, _ grams: ArraySlice<UInt64>) {
    for hash in words {
      let (word, isNew) = wordIndex.number(addingIfNew: hash)
      if isNew { wordHashes.append(hash) }
      tokenWords.append(UInt32(word))
    }
    tokenWords.endRow()
    for hash in grams {
      let (gram, isNew) = gramIndex.number(addingIfNew: hash)
      if isNew { gramHashes.append(hash) }
      tokenGrams.append(UInt32(gram))
    }
    tokenGrams.endRow()
  }
}

/// Some of the texts, their tokens numbered among themselves.
private struct ReadPart: TokenLearner, Sendable {
  /// Lists of hashes, one a token.
  struct Hashes {
    private var values: [UInt64] = []
    private var starts = [0]

    subscript(token: Int) -> ArraySlice<UInt64> { values[starts[token]..<starts[token + 1]] }

    mutating func append(_ hashes: [UInt64]) {
      values += hashes
      starts.append(values.count)
    }
  }

  private(set) var rows = RaggedRows()
  private(set) var hashes: [UInt64] = []
  private(set) var words = Hashes()
  private(set) var grams = Hashes()

  init(_ texts: ArraySlice<String>) {
    var numbering = TokenNumbering()
    var row: [UInt32] = []
    for text in texts {
      row.removeAll(keepingCapacity: true)
      var text = text
      text.withUTF8 { numbering.read($0, appendingTo: &row, learner: &self) }
      rows.appendRow(row[...])
    }
  }

  mutating func learn(_ token: Token, hash: UInt64) {
    hashes.append(hash)
    words.append(token.words)
    grams.append(token.grams)
  }
}

extension TokenizedTexts {
  /// Returns the vocabulary of what occurs in two rows at least.
  ///
  /// What occurs once tells nothing about any other row.
  func vocabulary(threads: Int = 1) -> Vocabulary {
    let parts = Parallel.map(ranges: rowTokens.count, threads: threads) { rows in
      (
        count(tokenWords, of: wordHashes.count, in: rows),
        count(tokenGrams, of: gramHashes.count, in: rows)
      )
    }
    return Vocabulary(
      rowCount: rowTokens.count, words: block(wordHashes, Self.sum(parts.map(\.0))),
      grams: block(gramHashes, Self.sum(parts.map(\.1))))
  }

  /// Returns for each word, or n-gram, how many of some rows hold it.
  private func count(_ tokenFeatures: RaggedRows, of count: Int, in rows: Range<Int>) -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: count)
    var lastRow = [Int32](repeating: -1, count: count)
    counts.withUnsafeMutableBufferPointer { counts in
      lastRow.withUnsafeMutableBufferPointer { lastRow in
        for row in rows {
          for token in rowTokens[row] {
            for feature in tokenFeatures[Int(token)] where lastRow[Int(feature)] != Int32(row) {
              lastRow[Int(feature)] = Int32(row)
              counts[Int(feature)] += 1
            }
          }
        }
      }
    }
    return counts
  }

  private static func sum(_ parts: [[UInt32]]) -> [UInt32] {
    guard var sum = parts.first else { return [] }
    for part in parts.dropFirst() {
      for place in sum.indices { sum[place] += part[place] }
    }
    return sum
  }

  /// Keeps what occurs twice, the most frequent first and of those as frequent the first seen.
  private func block(_ hashes: [UInt64], _ rowCounts: [UInt32]) -> Vocabulary.Block {
    let highest = Int(rowCounts.max() ?? 0)
    // Where the features of each count begin: sorting by counting.
    var next = [Int](repeating: 0, count: highest + 2)
    for count in rowCounts where count >= 2 { next[highest - Int(count) + 1] += 1 }
    for place in next.indices.dropFirst() { next[place] += next[place - 1] }
    var kept = [Int](repeating: 0, count: next[next.count - 1])
    for (feature, count) in rowCounts.enumerated() where count >= 2 {
      kept[next[highest - Int(count)]] = feature
      next[highest - Int(count)] += 1
    }
    return Vocabulary.Block(hashes: kept.map { hashes[$0] }, rowCounts: kept.map { rowCounts[$0] })
  }
}
