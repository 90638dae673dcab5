/// Decodes what a `ByteWriter` encoded, with bounds checks.
///
/// Counts are checked before memory is allocated, since a checksum does not protect against files
/// made on purpose.
package struct ByteReader: Sendable {
  private let bytes: ArraySlice<UInt8>
  private var position: Int
  private let name: String

  /// Begins at the first byte; `name` is that of the contents in messages.
  package init(_ bytes: ArraySlice<UInt8>, of name: String) {
    self.bytes = bytes
    self.name = name
    position = bytes.startIndex
  }

  package mutating func number<Number: StoredNumber>(
    _: Number.Type = Number.self
  ) throws(ByteFault) -> Number {
    let end = position + MemoryLayout<Number>.size
    try require(end <= bytes.endIndex, "it ends too early")
    defer { position = end }
    return bytes[position..<end].withUnsafeBytes { $0.loadUnaligned(as: Number.self) }
  }

  /// Reads a count (8 bytes) and requires it to be below a bound.
  package mutating func count(below bound: Int) throws(ByteFault) -> Int {
    let count = try number(UInt64.self)
    try require(count < UInt64(bound), "a count is too large")
    return Int(count)
  }

  package mutating func numbers<Number: StoredNumber>(
    _: Number.Type = Number.self
  ) throws(ByteFault) -> [Number] {
    let size = MemoryLayout<Number>.size
    let count = try number(UInt64.self)
    // Checked before the allocation.
    try require(count <= UInt64((bytes.endIndex - position) / size), "a count is too large")
    // Swift writes its length into the one empty array that all threads share.
    guard count > 0 else { return [] }
    let end = position + Int(count) * size
    defer { position = end }
    return [Number](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      UnsafeMutableRawBufferPointer(buffer).copyBytes(from: bytes[position..<end])
      initialized = Int(count)
    }
  }

  /// Reads an array of numbers and requires them to be finite.
  package mutating func finiteNumbers() throws(ByteFault) -> [Float] {
    let numbers = try numbers(Float.self)
    try require(numbers.allSatisfy(\.isFinite), "a number is not finite")
    return numbers
  }

  package mutating func text() throws(ByteFault) -> String {
    String(decoding: try numbers(UInt8.self), as: UTF8.self)
  }

  /// Throws `.damaged` with the detail unless a condition holds.
  package func require(_ condition: Bool, _ detail: String) throws(ByteFault) {
    if !condition { throw ByteFault(name, .damaged(detail)) }
  }

  /// All bytes were read.
  package var isAtEnd: Bool { position == bytes.endIndex }

  /// Throws `.damaged` unless all bytes were read.
  package func requireEnd() throws(ByteFault) {
    try require(isAtEnd, "it is too long")
  }
}
