import Domain

/// Reads what a `ByteWriter` wrote, and trusts none of it.
///
/// The checksum is compared first, so the later checks stand only against files made on purpose.
struct ByteReader {
  private let bytes: [UInt8]
  private let end: Int
  private var place: Int
  private let kind: FileKind

  init(_ bytes: [UInt8], kind: FileKind) throws(LearningFileError) {
    self.bytes = bytes
    self.kind = kind
    place = kind.letters.utf8.count
    guard bytes.starts(with: kind.letters.utf8) else {
      throw LearningFileError(what: kind.name, reason: .foreign)
    }
    end = bytes.count - 8
    guard end >= place + 4 else {
      throw LearningFileError(what: kind.name, reason: .damaged("it ends too early"))
    }
    let version = try number(UInt32.self)
    guard version == kind.version else {
      throw LearningFileError(what: kind.name, reason: .unknownVersion(version))
    }
    let hash = bytes.withUnsafeBytes {
      UInt64(littleEndian: $0.loadUnaligned(fromByteOffset: end, as: UInt64.self))
    }
    try require(hash == Hash.of(bytes[..<end]), "its checksum does not match")
  }

  mutating func number<Number: FixedWidthInteger>(
    _: Number.Type = Number.self
  ) throws(LearningFileError) -> Number {
    let size = MemoryLayout<Number>.size
    try require(size <= end - place, "it ends too early")
    defer { place += size }
    return bytes.withUnsafeBytes {
      Number(littleEndian: $0.loadUnaligned(fromByteOffset: place, as: Number.self))
    }
  }

  /// Reads a number that counts something, and is below a bound.
  mutating func count(below bound: Int) throws(LearningFileError) -> Int {
    let count = try number(UInt64.self)
    try require(count < UInt64(bound), "a count is too large")
    return Int(count)
  }

  mutating func numbers<Number: FixedWidthInteger>(
    _: Number.Type = Number.self
  ) throws(LearningFileError) -> [Number] {
    let count = try number(UInt64.self)
    // Compared before anything is allocated.
    try require(count <= UInt64((end - place) / MemoryLayout<Number>.size), "a count is too large")
    var result: [Number] = []
    result.reserveCapacity(Int(count))
    for _ in 0..<count { result.append(try number()) }
    return result
  }

  mutating func floats() throws(LearningFileError) -> [Float] {
    let numbers = try numbers(UInt32.self).map { Float(bitPattern: $0) }
    try require(numbers.allSatisfy(\.isFinite), "a number is not finite")
    return numbers
  }

  mutating func text() throws(LearningFileError) -> String {
    String(decoding: try numbers(UInt8.self), as: UTF8.self)
  }

  /// Throws “damaged” with the detail if a condition does not hold.
  func require(_ condition: Bool, _ detail: String) throws(LearningFileError) {
    if !condition { throw LearningFileError(what: kind.name, reason: .damaged(detail)) }
  }

  /// Throws unless everything was read.
  func requireEnd() throws(LearningFileError) { try require(place == end, "it is too long") }
}
