/// Texts taken apart: which tokens each row has, and which words and n-grams each token has.
///
/// Everything is numbered in the order of first appearance, however many threads work. A row holds
/// each of its tokens once.
struct TokenizedTexts: Sendable {
  private(set) var rowTokens = RaggedRows()
  private(set) var tokenWords = RaggedRows()
  private(set) var tokenGrams = RaggedRows()
  private var tokens = HashIndex()
  private var words = HashIndex()
  private var grams = HashIndex()

  init(_ texts: [String], threads: Int = 1) {
    var parts = Parallel.map(ranges: texts.count, threads: threads) { TokenizedTexts(texts[$0]) }
    // Taken out of the array, so that nobody else owns it: the first part is not copied.
    self = parts.removeFirst()
    for part in parts { append(part) }
  }

  private init(_ texts: ArraySlice<String>) {
    var numbering = TokenNumbering()
    var row: [UInt32] = []
    for text in texts {
      row.removeAll(keepingCapacity: true)
      var text = text
      text.withUTF8 { numbering.read($0, appendingTo: &row, learner: &self) }
      rowTokens.appendRow(row[...])
    }
  }

  var wordHashes: [UInt64] { words.keys }
  var gramHashes: [UInt64] { grams.keys }

  /// Adds further rows.
  private mutating func append(_ part: TokenizedTexts) {
    let wordNumbers = part.words.keys.map { UInt32(words.number(addingIfNew: $0).number) }
    let gramNumbers = part.grams.keys.map { UInt32(grams.number(addingIfNew: $0).number) }
    let tokenNumbers = part.tokens.keys.indices.map { token in
      let (number, isNew) = tokens.number(addingIfNew: part.tokens.keys[token])
      if isNew {
        tokenWords.appendRow(part.tokenWords[token], numbers: wordNumbers)
        tokenGrams.appendRow(part.tokenGrams[token], numbers: gramNumbers)
      }
      return UInt32(number)
    }
    rowTokens.append(part.rowTokens, numbers: tokenNumbers)
  }
}

extension TokenizedTexts: TokenLearner {
  mutating func learn(_ token: Token, hash: UInt64) {
    _ = tokens.number(addingIfNew: hash)
    for hash in token.words { tokenWords.append(UInt32(words.number(addingIfNew: hash).number)) }
    tokenWords.endRow()
    for hash in token.grams { tokenGrams.append(UInt32(grams.number(addingIfNew: hash).number)) }
    tokenGrams.endRow()
  }
}
