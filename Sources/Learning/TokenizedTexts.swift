/// Texts taken apart: which tokens and words each row has, and which n-grams each token has.
///
/// Everything is numbered in the order of first appearance. A row holds each of its tokens and
/// words once.
struct TokenizedTexts {
  private(set) var rowTokens = RaggedRows()
  private(set) var rowWords = RaggedRows()
  private var features = TokenFeatures()

  var tokenGrams: RaggedRows { features.grams }
  var wordHashes: [UInt64] { features.wordHashes }
  var gramHashes: [UInt64] { features.gramHashes }

  init(_ texts: [String]) {
    var numbering = TokenNumbering()
    var row: [UInt32] = []
    for text in texts {
      row.removeAll(keepingCapacity: true)
      var text = text
      text.withUTF8 { numbering.read($0, appendingTo: &row, learner: &features) }
      rowTokens.appendRow(row[...])
    }
    rowWords = wordsOfRows()
  }

  private func wordsOfRows() -> RaggedRows {
    var rows = RaggedRows()
    var lastRow = [Int32](repeating: -1, count: wordHashes.count)
    for row in 0..<rowTokens.count {
      for token in rowTokens[row] {
        for word in features.words[Int(token)] where lastRow[Int(word)] != Int32(row) {
          lastRow[Int(word)] = Int32(row)
          rows.append(word)
        }
      }
      rows.endRow()
    }
    return rows
  }
}

/// The words and n-grams of each token, numbered in the order of first appearance.
private struct TokenFeatures: TokenLearner {
  private(set) var words = RaggedRows()
  private(set) var grams = RaggedRows()
  private(set) var wordHashes: [UInt64] = []
  private(set) var gramHashes: [UInt64] = []
  private var wordIndex = HashIndex()
  private var gramIndex = HashIndex()

  mutating func learn(_ token: Token) {
    for hash in token.words {
      let (word, isNew) = wordIndex.number(addingIfNew: hash)
      if isNew { wordHashes.append(hash) }
      words.append(UInt32(word))
    }
    words.endRow()
    for hash in token.grams {
      let (gram, isNew) = gramIndex.number(addingIfNew: hash)
      if isNew { gramHashes.append(hash) }
      grams.append(UInt32(gram))
    }
    grams.endRow()
  }
}

extension TokenizedTexts {
  /// Returns for each word how many rows hold it.
  func wordRowCounts() -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: wordHashes.count)
    for word in rowWords.values { counts[Int(word)] += 1 }
    return counts
  }

  /// Returns for each n-gram how many rows hold it.
  func gramRowCounts() -> [UInt32] {
    var counts = [UInt32](repeating: 0, count: gramHashes.count)
    var lastRow = [Int32](repeating: -1, count: gramHashes.count)
    counts.withUnsafeMutableBufferPointer { counts in
      lastRow.withUnsafeMutableBufferPointer { lastRow in
        for row in 0..<rowTokens.count {
          for token in rowTokens[row] {
            for gram in tokenGrams[Int(token)] where lastRow[Int(gram)] != Int32(row) {
              lastRow[Int(gram)] = Int32(row)
              counts[Int(gram)] += 1
            }
          }
        }
      }
    }
    return counts
  }

  /// Returns the vocabulary of what occurs in two rows at least.
  ///
  /// What occurs once tells nothing about any other row.
  func vocabulary() -> Vocabulary {
    Vocabulary(
      rowCount: rowTokens.count, words: block(wordHashes, wordRowCounts()),
      grams: block(gramHashes, gramRowCounts()))
  }

  private func block(_ hashes: [UInt64], _ rowCounts: [UInt32]) -> Vocabulary.Block {
    let kept = hashes.indices.filter { rowCounts[$0] >= 2 }.sorted {
      rowCounts[$0] != rowCounts[$1] ? rowCounts[$0] > rowCounts[$1] : $0 < $1
    }
    return Vocabulary.Block(hashes: kept.map { hashes[$0] }, rowCounts: kept.map { rowCounts[$0] })
  }
}
