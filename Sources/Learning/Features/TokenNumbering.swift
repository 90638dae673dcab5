import Domain

/// Something that is told of every token that is new to it.
protocol TokenLearner {
  /// The hash is that of the token's letters.
  mutating func learn(_ token: Token, hash: UInt64)
}

/// Numbers the distinct tokens of texts in the order in which they first appear.
///
/// Most of what stands between two spaces was met before. It is known by the hash of its bytes, so
/// that lower case and all else is found out once for each spelling.
struct TokenNumbering: Sendable {
  private var pieces = HashIndex(minimumCapacity: 1 << 14)
  /// What each piece between spaces is: its token's number or, where it is not one token but
  /// several or none, a place among the compounds.
  private var pieceTokens: [UInt32] = []
  private var compounds = RaggedRows()
  private static let compound: UInt32 = 1 << 31

  private var tokens = HashIndex(minimumCapacity: 1 << 14)
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
    var place = 0
    while place < bytes.count {
      let (end, hash) = Self.piece(of: bytes, from: place)
      if end > place {
        let (piece, isNew) = pieces.number(addingIfNew: hash)
        if isNew { take(UnsafeBufferPointer(rebasing: bytes[place..<end]), &learner) }
        add(pieceTokens[piece], to: &row)
      }
      place = end + 1
    }
  }

  /// Returns where the piece from a place on ends, and its hash: eight bytes at a time.
  ///
  /// No piece holds a zero byte, so that one filled up with zeros is like no other.
  @inline(__always)
  private static func piece(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, hash: UInt64) {
    let raw = UnsafeRawBufferPointer(bytes)
    var (place, hash) = (start, Hash.start)
    while place + 8 <= raw.count {
      let unit = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: place, as: UInt64.self))
      // The lowest byte below 0x21 has its highest bit set here, and none below it has.
      let ends = (unit &- 0x2121_2121_2121_2121) & ~unit & 0x8080_8080_8080_8080
      if ends != 0 {
        let bits = ends.trailingZeroBitCount & ~7
        return (place + bits / 8, Hash.mix(hash ^ (unit & ((1 << bits) - 1))))
      }
      hash = Hash.mix(hash ^ unit)
      place += 8
    }
    var (unit, bits): (UInt64, UInt64) = (0, 0)
    while place < raw.count && raw[place] > 0x20 {
      unit |= UInt64(raw[place]) << bits
      bits += 8
      place += 1
    }
    return (place, Hash.mix(hash ^ unit))
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
    let hash = Hash.of(scalars[...], kind: 0)
    let (number, isNew) = tokens.number(addingIfNew: hash)
    if isNew {
      lastText.append(0)
      parts.take(scalars)
      learner.learn(parts, hash: hash)
    }
    return UInt32(number)
  }
}
