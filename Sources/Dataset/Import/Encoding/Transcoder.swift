/// Rewrites a file of another encoding as UTF-8, in an unlinked file.
///
/// Line ends stay where they are, so that line numbers are those of the file.
struct Transcoder {
  private let file: InputFile
  private let encoding: TextEncoding
  private var output: [UInt8] = []
  private var words = ChangedWords()
  /// The first half of a surrogate pair.
  private var highSurrogate: UInt16?

  /// Returns the file as UTF-8, and the finding with the words that were changed.
  static func decode(
    _ file: InputFile, _ finding: EncodingFinding
  ) throws -> (file: InputFile, finding: EncodingFinding) {
    if finding.encoding == .utf8 { return (file, finding) }
    var finding = finding
    var transcoder = Transcoder(file: file, encoding: finding.encoding)
    let copy = try transcoder.run()
    finding.words = transcoder.words.found
    return (InputFile(copy, name: file.name), finding)
  }

  private init(file: InputFile, encoding: TextEncoding) {
    self.file = file
    self.encoding = encoding
  }

  private mutating func run() throws -> UnlinkedFile {
    let copy = try UnlinkedFile(for: file.name)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var offset = 0
    while true {
      let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0, at: offset) }
      let usable = isWide && count % 2 == 1 && count > 1 ? count - 1 : count
      if count == 0 { break }
      output.removeAll(keepingCapacity: true)
      try append(chunk.prefix(usable), isFirst: offset == 0)
      try output.withUnsafeBytes { try copy.append($0) }
      offset += usable
    }
    guard highSurrogate == nil else { throw broken }
    return copy
  }

  private var isWide: Bool { encoding != .latin1 && encoding != .windows1252 }

  private var broken: FileFaults {
    FileFaults(file: file.name, ImportFault.brokenUTF16)
  }

  private mutating func append(_ chunk: ArraySlice<UInt8>, isFirst: Bool) throws {
    guard isWide else {
      for byte in chunk {
        if byte < 0x80 {
          output.append(byte)
        } else {
          output.append(contentsOf: TextEncoding.windows1252Sequences[Int(byte)])
        }
      }
      words.look(in: output)
      return
    }
    guard chunk.count % 2 == 0 else { throw broken }
    for start in stride(from: 0, to: chunk.count, by: 2) {
      let (first, second) = (UInt16(chunk[start]), UInt16(chunk[start + 1]))
      let unit = encoding == .utf16BigEndian ? first << 8 | second : second << 8 | first
      if isFirst, start == 0, unit == 0xFEFF { continue }
      try append(unit)
    }
  }

  private mutating func append(_ unit: UInt16) throws {
    if let high = highSurrogate {
      guard (0xDC00...0xDFFF).contains(unit) else { throw broken }
      highSurrogate = nil
      append(0x10000 + (UInt32(high) - 0xD800) << 10 + (UInt32(unit) - 0xDC00))
    } else if (0xD800...0xDBFF).contains(unit) {
      highSurrogate = unit
    } else if (0xDC00...0xDFFF).contains(unit) {
      throw broken
    } else {
      append(UInt32(unit))
    }
  }

  private mutating func append(_ scalar: UInt32) {
    if scalar < 0x80 {
      output.append(UInt8(scalar))
    } else if let scalar = Unicode.Scalar(scalar) {
      output.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    }
  }
}

/// The first words with letters beyond ASCII, to show how they were decoded.
private struct ChangedWords {
  private(set) var found: [String] = []

  mutating func look(in bytes: [UInt8]) {
    guard found.count < 3 else { return }
    let words = bytes.split { $0 < 0x80 && !Self.isPart($0) }
    for word in words where found.count < 3 && word.contains(where: { $0 >= 0x80 }) {
      let text = String(decoding: word, as: UTF8.self)
      if text.count <= 40, !found.contains(text) { found.append(text) }
    }
  }

  private static func isPart(_ byte: UInt8) -> Bool {
    (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10
  }
}
