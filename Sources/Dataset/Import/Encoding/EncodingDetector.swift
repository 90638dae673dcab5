/// Finds the encoding of a file from its bytes.
///
/// A byte-order mark decides; then NUL bytes in every second place (UTF-16); then valid UTF-8. What is
/// left is taken for Windows-1252 if it looks like a Western language in it, and refused otherwise.
struct EncodingDetector {
  let file: InputFile

  func find() throws -> EncodingFinding {
    let head = try file.head(4096)
    if head.starts(with: [0xFF, 0xFE, 0, 0]) || head.starts(with: [0, 0, 0xFE, 0xFF]) {
      throw FileFaults(file: file.name, ImportFault.encoding("UTF-32"))
    }
    if let marked = Self.marked(head) {
      return EncodingFinding(encoding: marked, evidence: .byteOrderMark)
    }
    if let wide = Self.unmarkedUTF16(head) {
      return EncodingFinding(encoding: wide, evidence: .guess)
    }
    return try eightBit(try count())
  }

  static func marked(_ head: [UInt8]) -> TextEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .utf8 }
    if head.starts(with: [0xFF, 0xFE]) { return .utf16LittleEndian }
    return head.starts(with: [0xFE, 0xFF]) ? .utf16BigEndian : nil
  }

  /// Returns UTF-16 if NUL bytes stand in most second places and hardly in the others.
  static func unmarkedUTF16(_ head: [UInt8]) -> TextEncoding? {
    guard head.count >= 4 else { return nil }
    let half = head.count / 2
    let (first, second) = head.indices.reduce(into: (0, 0)) { counts, index in
      guard head[index] == 0 else { return }
      if index % 2 == 0 { counts.0 += 1 } else { counts.1 += 1 }
    }
    if second * 2 > half, first * 20 < half { return .utf16LittleEndian }
    return first * 2 > half && second * 20 < half ? .utf16BigEndian : nil
  }

  private func eightBit(_ counts: ByteCounts) throws -> EncodingFinding {
    // A file that is UTF-8 but for a few broken places is not of another encoding.
    if counts.broken == 0 || counts.sequences * 4 >= counts.broken {
      return EncodingFinding(encoding: .utf8, evidence: .content)
    }
    guard counts.undefined == 0, counts.rare * 2 <= counts.broken,
      counts.broken * 3 <= counts.letters
    else {
      throw FileFaults(file: file.name, ImportFault.unknownEncoding)
    }
    return EncodingFinding(encoding: .windows1252, evidence: .guess)
  }

  private func count() throws -> ByteCounts {
    var counts = ByteCounts()
    var window = try ByteWindow(file)
    while !window.isEmpty {
      let isFinal = window.isAtEndOfFile
      let used = window.withBytes { counts.add($0, isFinal: isFinal) }
      window.consume(used)
      if !isFinal { try window.fill() }
    }
    return counts
  }
}

/// Counts that tell UTF-8 from an encoding of one byte a character.
struct ByteCounts {
  /// Well-formed sequences of two to four bytes.
  private(set) var sequences = 0
  /// Bytes from 80 on that are no part of one.
  private(set) var broken = 0
  /// The broken ones among those that Windows-1252 leaves free.
  private(set) var undefined = 0
  /// The broken ones among those that are rare in Western texts of Windows-1252, but are letters of
  /// Mac OS Roman, or halves of Shift JIS characters.
  private(set) var rare = 0
  /// ASCII letters.
  private(set) var letters = 0

  /// Counts bytes; returns how many, without a sequence that may go on behind the end.
  mutating func add(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int {
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x80 {
        if (byte | 0x20) &- 0x61 < 26 { letters += 1 }
        position += 1
        continue
      }
      if !isFinal, position + 4 > bytes.count { return position }
      let length = UTF8Sequence.length(in: bytes, at: position)
      if length > 0 {
        sequences += 1
      } else {
        broken += 1
        if Self.isUndefined(byte) { undefined += 1 }
        if Self.isRare(byte) { rare += 1 }
      }
      position += max(1, length)
    }
    return position
  }

  private static func isUndefined(_ byte: UInt8) -> Bool {
    [0x81, 0x8D, 0x8F, 0x90, 0x9D].contains(byte)
  }

  private static func isRare(_ byte: UInt8) -> Bool {
    [0x83, 0x86, 0x87, 0x88, 0x89, 0x8A, 0x8B, 0x8E, 0x98, 0x9A, 0x9B, 0x9E, 0x9F].contains(byte)
  }
}
