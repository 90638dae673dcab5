import Domain

/// Writes numbers as little-endian bytes, between a heading and a checksum.
///
/// The form: eight letters that say what it is, a version (4 bytes), the contents, and a 64-bit hash
/// of all that. An array is its count (8 bytes) and its elements.
struct ByteWriter {
  private var bytes: [UInt8] = []

  init(kind: FileKind) {
    bytes += kind.letters.utf8
    write(kind.version)
  }

  mutating func write(_ number: some FixedWidthInteger) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write<Number: FixedWidthInteger>(_ numbers: [Number]) {
    write(UInt64(numbers.count))
    bytes.reserveCapacity(bytes.count + numbers.count * MemoryLayout<Number>.size)
    for number in numbers { write(number) }
  }

  mutating func write(_ numbers: [Float]) { write(numbers.map(\.bitPattern)) }

  mutating func write(_ text: String) { write(Array(text.utf8)) }

  /// Adds the checksum and returns all bytes.
  consuming func finished() -> [UInt8] {
    write(Hash.of(bytes[...]))
    return bytes
  }
}

/// What a file of ours holds.
struct FileKind {
  let letters: String
  let version: UInt32
  /// As messages call it.
  let name: String

  static let graph = FileKind(letters: "WINNOWGR", version: 1, name: "neighbor graph")
  static let classifier = FileKind(letters: "WINNOWCL", version: 1, name: "model of a round")
  static let model = FileKind(letters: "WINNOWMO", version: 2, name: "model")
}
