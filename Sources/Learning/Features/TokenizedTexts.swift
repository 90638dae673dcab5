/// Tokenized texts: the tokens of each row, and the words and n-grams of each token.
///
/// All are numbered from 0 in order of first occurrence, whatever the number of threads. A row
/// holds each of its tokens once.
struct TokenizedTexts: Sendable {
  private(set) var rowTokens = RaggedRows()
  private(set) var tokenWords = RaggedRows()
  private(set) var tokenGrams = RaggedRows()
  private var tokens = HashIndex()
  private var words = HashIndex()
  private var grams = HashIndex()

  init(_ texts: [String], threads: Int = 1) {
    var parts = Parallel.map(ranges: texts.count, threads: threads) { TokenizedTexts(texts[$0]) }
    // Removed from the array to be uniquely referenced, so that appending does not copy it.
    self = parts.removeFirst()
    for part in parts { append(part, threads: threads) }
  }

  private init(_ texts: ArraySlice<String>) {
    // Headlines bring about two new tokens and eight new n-grams each at first, fewer later.
    tokens = HashIndex(minimumCapacity: min(texts.count * 2, 1 << 16))
    words = tokens
    grams = HashIndex(minimumCapacity: min(texts.count * 8, 1 << 18))
    var numbering = TokenNumbering()
    var row: [UInt32] = []
    for text in texts {
      row.removeAll(keepingCapacity: true)
      var text = text
      text.withUTF8 { numbering.read($0, appendingTo: &row, sink: &self) }
      rowTokens.appendRow(row[...])
    }
  }

  var wordHashes: [UInt64] { words.keys }
  var gramHashes: [UInt64] { grams.keys }

  /// Appends the rows of another range and renumbers their tokens, words and n-grams.
  private mutating func append(_ part: TokenizedTexts, threads: Int) {
    let indexes = [(tokens, part.tokens), (words, part.words), (grams, part.grams)]
    let joined = Parallel.map(pieces: indexes.count, threads: threads) { kind in
      Joined(indexes[kind].0, indexes[kind].1.keys)
    }
    (tokens, words, grams) = (joined[0].index, joined[1].index, joined[2].index)
    for (token, number) in joined[0].numbers.enumerated() where number == tokenWords.count {
      tokenWords.appendRow(part.tokenWords[token], numbers: joined[1].numbers)
      tokenGrams.appendRow(part.tokenGrams[token], numbers: joined[2].numbers)
    }
    rowTokens.append(part.rowTokens, numbers: joined[0].numbers)
  }

  /// An index with further keys inserted, and the number of each of these keys.
  private struct Joined: Sendable {
    var index: HashIndex
    var numbers: [UInt32] = []

    init(_ index: HashIndex, _ keys: [UInt64]) {
      self.index = index
      numbers.reserveCapacity(keys.count)
      for key in keys { numbers.append(UInt32(self.index.number(addingIfNew: key).number)) }
    }
  }
}

extension TokenizedTexts: TokenSink {
  mutating func add(_ token: Token, hash: UInt64) {
    _ = tokens.number(addingIfNew: hash)
    for hash in token.words { tokenWords.append(UInt32(words.number(addingIfNew: hash).number)) }
    tokenWords.endRow()
    grams.addNumbers(of: token.grams, to: &tokenGrams)
    tokenGrams.endRow()
  }
}
