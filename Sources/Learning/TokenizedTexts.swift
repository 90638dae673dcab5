/// Texts taken apart: which tokens and words each row has, and which n-grams each token has.
///
/// Everything is numbered in the order of first appearance. A row holds each of its tokens and
/// words once.
struct TokenizedTexts {
  private(set) var rowTokens = RaggedRows()
  private(set) var rowWords = RaggedRows()
  private(set) var tokenGrams = RaggedRows()
  private(set) var wordHashes: [UInt64] = []
  private(set) var gramHashes: [UInt64] = []

  private var tokenWords = RaggedRows()
  private var pieceTokens = RaggedRows()
  private var pieceIndex = HashIndex()
  private var tokenIndex = HashIndex()
  private var wordIndex = HashIndex()
  private var gramIndex = HashIndex()
  /// The last row that held a token or word, so that a second time in the same row is noticed.
  private var lastRowOfToken: [Int] = []
  private var lastRowOfWord: [Int] = []

  init(_ texts: [String]) {
    for text in texts {
      var text = text
      text.withUTF8 { Token.forEachPiece(of: $0) { addPiece($0, hash: $1) } }
      rowTokens.endRow()
      rowWords.endRow()
    }
  }

  private mutating func addPiece(_ bytes: UnsafeBufferPointer<UInt8>, hash: UInt64) {
    let (piece, isNew) = pieceIndex.number(addingIfNew: hash)
    if isNew {
      for scalars in Token.parse(bytes) { pieceTokens.append(UInt32(number(ofToken: scalars))) }
      pieceTokens.endRow()
    }
    let row = rowTokens.count
    for place in pieceTokens.starts[piece]..<pieceTokens.starts[piece + 1] {
      let token = Int(pieceTokens.values[place])
      if lastRowOfToken[token] == row { continue }
      lastRowOfToken[token] = row
      rowTokens.append(UInt32(token))
      addWords(of: token, row: row)
    }
  }

  private mutating func addWords(of token: Int, row: Int) {
    for place in tokenWords.starts[token]..<tokenWords.starts[token + 1] {
      let word = Int(tokenWords.values[place])
      if lastRowOfWord[word] == row { continue }
      lastRowOfWord[word] = row
      rowWords.append(UInt32(word))
    }
  }

  private mutating func number(ofToken scalars: [UInt32]) -> Int {
    let (token, isNew) = tokenIndex.number(addingIfNew: Hash.of(scalars[...], kind: 0))
    guard isNew else { return token }
    lastRowOfToken.append(-1)
    let parts = Token(scalars)
    for hash in parts.words {
      let (word, isNew) = wordIndex.number(addingIfNew: hash)
      if isNew {
        wordHashes.append(hash)
        lastRowOfWord.append(-1)
      }
      tokenWords.append(UInt32(word))
    }
    tokenWords.endRow()
    for hash in parts.grams {
      let (gram, isNew) = gramIndex.number(addingIfNew: hash)
      if isNew { gramHashes.append(hash) }
      tokenGrams.append(UInt32(gram))
    }
    tokenGrams.endRow()
    return token
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
