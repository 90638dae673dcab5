import Domain

/// Receives each distinct token once.
protocol TokenSink {
  /// Adds a token; `hash` is that of its scalars.
  mutating func add(_ token: Token, hash: UInt64)
}

/// Numbers the distinct tokens of texts from 0 in order of first occurrence.
///
/// Most pieces between spaces are repetitions. They are looked up by the hash of their bytes, so
/// that case folding and analysis run once per spelling.
struct TokenNumbering: Sendable {
  private var pieces = HashIndex(minimumCapacity: 1 << 14)
  /// For each piece its token's number or, if it holds several tokens or none, `compound` plus its
  /// row in `compounds`.
  private var pieceTokens: [UInt32] = []
  private var compounds = RaggedRows()
  private static let compound: UInt32 = 1 << 31

  private var tokens = HashIndex(minimumCapacity: 1 << 14)
  /// For each token the number of the last text that held it, to skip repetitions within a text.
  private var lastText: [UInt32] = []
  private var text: UInt32 = 0
  private var scratch: [UInt32] = []
  private var parts = Token()

  /// The number of distinct tokens.
  var count: Int { lastText.count }

  /// Appends the numbers of a text's distinct tokens to `row`.
  ///
  /// Passes every new token to `sink`, in the order of the numbers. Splits the text at ASCII spaces
  /// and control characters.
  mutating func read(
    _ bytes: UnsafeBufferPointer<UInt8>, appendingTo row: inout [UInt32],
    sink: inout some TokenSink
  ) {
    beginText()
    var index = 0
    while index < bytes.count {
      let (end, hash) = Self.piece(of: bytes, from: index)
      if end > index {
        let (piece, isNew) = pieces.number(addingIfNew: hash)
        if isNew { take(UnsafeBufferPointer(rebasing: bytes[index..<end]), &sink) }
        add(pieceTokens[piece], to: &row)
      }
      index = end + 1
    }
  }

  /// Returns the end of the piece that begins at `start`, and its hash, reading eight bytes at a
  /// time.
  ///
  /// A piece holds no zero byte, so padding the last word with zeros is unambiguous.
  @inline(__always)
  private static func piece(
    of bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> (end: Int, hash: UInt64) {
    let raw = UnsafeRawBufferPointer(bytes)
    var (index, hash) = (start, Hash.start)
    while index + 8 <= raw.count {
      let unit = UInt64(littleEndian: raw.loadUnaligned(fromByteOffset: index, as: UInt64.self))
      // The lowest byte below 0x21 has its highest bit set here; no byte before it has.
      let ends = (unit &- 0x2121_2121_2121_2121) & ~unit & 0x8080_8080_8080_8080
      if ends != 0 {
        let bits = ends.trailingZeroBitCount & ~7
        return (index + bits / 8, Hash.mix(hash ^ (unit & ((1 << bits) - 1))))
      }
      hash = Hash.mix(hash ^ unit)
      index += 8
    }
    var (unit, bits): (UInt64, UInt64) = (0, 0)
    while index < raw.count && raw[index] > 0x20 {
      unit |= UInt64(raw[index]) << bits
      bits += 8
      index += 1
    }
    return (index, Hash.mix(hash ^ unit))
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

  /// Analyzes a new piece and records its tokens.
  private mutating func take(
    _ bytes: UnsafeBufferPointer<UInt8>, _ sink: inout some TokenSink
  ) {
    // Moved out of `self` while the closure mutates `self`.
    var scalars: [UInt32] = []
    swap(&scalars, &scratch)
    var (number, count): (UInt32, Int) = (0, 0)
    Token.parse(bytes, scratch: &scalars) { token in
      let found = self.number(ofToken: token, &sink)
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

  private mutating func number(ofToken scalars: [UInt32], _ sink: inout some TokenSink)
    -> UInt32
  {
    let hash = Hash.of(scalars[...], kind: 0)
    let (number, isNew) = tokens.number(addingIfNew: hash)
    if isNew {
      lastText.append(0)
      parts.take(scalars)
      sink.add(parts, hash: hash)
    }
    return UInt32(number)
  }
}
