/// The heading and the checksum around a file's body, by which a damaged or foreign file is told.
package struct Seal: Sendable {
  /// Where the parts stand. Both layouts begin with eight ASCII letters.
  package enum Layout: Sendable {
    /// Letters, the body's length (8 bytes), its checksum (8 bytes), the body: a project's files.
    case length
    /// Letters, a version (4 bytes), the body, a checksum of all that (8 bytes): model files.
    case version(UInt32)
  }

  package let letters: String
  /// What messages call the contents.
  package let name: String
  package let layout: Layout

  /// Makes the seal of a kind of file; the letters are eight ASCII ones.
  package init(_ letters: String, of name: String, layout: Layout = .length) {
    self.letters = letters
    self.name = name
    self.layout = layout
  }

  /// Where the body begins.
  package var bodyOffset: Int {
    switch layout {
    case .length: 24
    case .version: 12
    }
  }

  /// Returns the body with its heading and checksum.
  package func closed(_ body: [UInt8]) -> [UInt8] {
    var heading = ByteWriter()
    switch layout {
    case .length:
      heading.write(UInt64(body.count))
      heading.write(Self.checksum(body[...]))
      return Array(letters.utf8) + heading.bytes + body
    case .version(let version):
      heading.write(version)
      let sealed = Array(letters.utf8) + heading.bytes + body
      var checksum = ByteWriter()
      checksum.write(Hash.of(sealed[...]))
      return sealed + checksum.bytes
    }
  }

  /// Returns the body of what was closed.
  package func opened(_ bytes: [UInt8]) throws(ByteFault) -> ArraySlice<UInt8> {
    guard bytes.starts(with: letters.utf8) else { throw ByteFault(name, .foreign) }
    return switch layout {
    case .length: try bodyByLength(bytes)
    case .version(let version): try body(bytes, of: version)
    }
  }

  private func bodyByLength(_ bytes: [UInt8]) throws(ByteFault) -> ArraySlice<UInt8> {
    var heading = ByteReader(bytes[letters.utf8.count...], of: name)
    let (length, checksum) = (try heading.number(UInt64.self), try heading.number(UInt64.self))
    let body = bytes[bodyOffset...]
    try heading.require(UInt64(body.count) == length, "its length does not match")
    try heading.require(Self.checksum(body) == checksum, "its checksum does not match")
    return body
  }

  private func body(_ bytes: [UInt8], of version: UInt32) throws(ByteFault) -> ArraySlice<UInt8> {
    var heading = ByteReader(bytes[letters.utf8.count...], of: name)
    let found = try heading.number(UInt32.self)
    guard found == version else { throw ByteFault(name, .unknownVersion(found)) }
    let end = bytes.count - 8
    try heading.require(end >= bodyOffset, "it ends too early")
    var checksum = ByteReader(bytes[end...], of: name)
    let expected = try checksum.number(UInt64.self)
    try checksum.require(Hash.of(bytes[..<end]) == expected, "its checksum does not match")
    return bytes[bodyOffset..<end]
  }

  /// FNV-1a over 64-bit words, the rest of the bytes made a last one.
  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash = Hash.start
    bytes.withUnsafeBytes { buffer in
      let whole = buffer.count / 8 * 8
      for offset in stride(from: 0, to: whole, by: 8) {
        hash = Hash.step(hash, buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
      }
      var rest: UInt64 = 0
      for offset in whole..<buffer.count { rest = rest << 8 | UInt64(buffer[offset]) }
      hash = Hash.step(hash, rest)
    }
    return hash ^ hash >> 32
  }
}
