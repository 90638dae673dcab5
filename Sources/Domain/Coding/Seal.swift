/// The header and checksum around the body of a file, which detect foreign and damaged files.
package struct Seal: Sendable {
  /// The order of the parts.
  ///
  /// Both layouts begin with eight ASCII letters; all numbers are little-endian.
  package enum Layout: Sendable {
    /// Letters, length of the body (8 bytes), checksum of the body (8 bytes), body: a project's
    /// files.
    case length
    /// Letters, version (4 bytes), body, `Hash.of` of all before (8 bytes): `model.winnow`.
    case version(UInt32)
  }

  package let letters: String
  /// The name of the contents in messages.
  package let name: String
  package let layout: Layout

  /// Defines a kind of file by eight ASCII letters.
  package init(_ letters: String, of name: String, layout: Layout = .length) {
    self.letters = letters
    self.name = name
    self.layout = layout
  }

  /// The offset of the body in the file, in bytes.
  package var bodyOffset: Int {
    switch layout {
    case .length: 24
    case .version: 12
    }
  }

  /// Returns the contents of the file with this body.
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

  /// Returns the body of a file with these contents; throws `ByteFault` if they are foreign or
  /// damaged.
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

  private static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    bytes.withUnsafeBytes { checksum($0) }
  }

  /// Returns FNV-1a over 64-bit words; the remaining bytes form a last word, big-endian.
  package static func checksum(_ buffer: UnsafeRawBufferPointer) -> UInt64 {
    var hash = Hash.start
    let whole = buffer.count / 8 * 8
    for offset in stride(from: 0, to: whole, by: 8) {
      hash = Hash.step(hash, buffer.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    }
    var rest: UInt64 = 0
    for offset in whole..<buffer.count { rest = rest << 8 | UInt64(buffer[offset]) }
    hash = Hash.step(hash, rest)
    return hash ^ hash >> 32
  }
}
