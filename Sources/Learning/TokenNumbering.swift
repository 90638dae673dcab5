/// Something that is told of every token that is new to it.
protocol TokenLearner {
  mutating func learn(_ token: Token)
}

/// Numbers the distinct tokens of texts in the order in which they first appear.
///
/// Most of what stands between two spaces was met before. It is known by the hash of its bytes, so
/// that lower case and all else is found out once for each spelling.
struct TokenNumbering: Sendable {
  private var pieces = HashIndex()
  /// What each piece between spaces is: its token's number or, where it is not one token but
  /// several or none, a place among the compounds.
  private var pieceTokens: [UInt32] = []
  private var compounds = RaggedRows()
  private static let compound: UInt32 = 1 << 31

  private var tokens = HashIndex()
  /// The last text that held each token, so that a second time in the same text is noticed.
  private var lastText: [UInt32] = []
  private var text: UInt32 = 0
  private var scratch: [UInt32] = []
  private var parts = Token()

  /// How many distinct tokens there are by now.
  var count: Int { lastText.count }

  /// Appends a text's distinct tokens.
  ///
  /// The learner is told of every new token, in the order of their numbers. The text is divided at
  /// ASCII spaces and control characters.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, appendingTo row: inout [UInt32],
    learner: inout some TokenLearner
  ) {
    beginText()
    var start = 0
    var hash = Hash.start
    for place in 0...bytes.count {
      if place < bytes.count && bytes[place] > 0x20 {
        hash = Hash.step(hash, UInt64(bytes[place]))
        continue
      }
      if place > start {
        let (piece, isNew) = pieces.number(addingIfNew: hash)
        if isNew { take(UnsafeBufferPointer(rebasing: bytes[start..<place]), &learner) }
        add(pieceTokens[piece], to: &row)
      }
      start = place + 1
      hash = Hash.start
    }
  }

  private mutating func beginText() {
    if text == .max {
      text = 0
      for token in lastText.indices { lastText[token] = 0 }
    }
    text += 1
  }

  @inline(__always)
  private mutating func add(_ number: UInt32, to row: inout [UInt32]) {
    guard number < Self.compound else {
      for token in compounds[Int(number ^ Self.compound)] { addToken(token, to: &row) }
      return
    }
    addToken(number, to: &row)
  }

  @inline(__always)
  private mutating func addToken(_ token: UInt32, to row: inout [UInt32]) {
    if lastText[Int(token)] == text { return }
    lastText[Int(token)] = text
    row.append(token)
  }

  /// Takes a new piece apart.
  private mutating func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ learner: inout some TokenLearner
  ) {
    // Out of its place for as long as this value is changed.
    var scalars: [UInt32] = []
    swap(&scalars, &scratch)
    var (number, count): (UInt32, Int) = (0, 0)
    Token.parse(bytes, scratch: &scalars) { token in
      let found = self.number(ofToken: token, &learner)
      if count == 1 { compounds.append(number) }
      if count > 0 { compounds.append(found) }
      (number, count) = (found, count + 1)
    }
    swap(&scalars, &scratch)
    if count != 1 {
      number = UInt32(compounds.count) | Self.compound
      compounds.endRow()
    }
    pieceTokens.append(number)
  }

  private mutating func number(ofToken scalars: [UInt32], _ learner: inout some TokenLearner)
    -> UInt32
  {
    let (number, isNew) = tokens.number(addingIfNew: Hash.of(scalars[...], kind: 0))
    if isNew {
      lastText.append(0)
      parts.take(scalars)
      learner.learn(parts)
    }
    return UInt32(number)
  }
}
