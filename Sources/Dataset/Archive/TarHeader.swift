import Foundation

/// The header of a file in a tar archive: one block of 512 bytes (POSIX.1-1988, ustar).
///
/// Only regular files are written and read.
struct TarHeader: Equatable {
  static let blockSize = 512
  /// The most bytes of a file: eleven octal digits.
  static let mostBytes = 0o77_777_777_777

  var name: String
  /// The size in bytes.
  var size: Int
  var permissions: mode_t
  /// Seconds since 1970.
  var time: Int

  /// Returns the bytes to fill the last block of a file of this size.
  static func padding(of size: Int) -> Int { (blockSize - size % blockSize) % blockSize }
}

extension TarHeader {
  /// The offsets of the fields, in bytes.
  private enum Field {
    static let name = 0..<100
    static let mode = 100..<108
    static let owner = 108..<116
    static let group = 116..<124
    static let size = 124..<136
    static let time = 136..<148
    static let checksum = 148..<156
    static let type = 156
    static let magic = 257..<265
    static let prefix = 345..<500
  }

  private static let magic = Array("ustar\0".utf8) + Array("00".utf8)

  /// The block; throws `FileFaults` for a name or a size that has no room in it.
  func block(of archive: String) throws(FileFaults) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: Self.blockSize)
    guard name.utf8.count <= Field.name.count, size <= Self.mostBytes else {
      throw FileFaults(file: archive, ArchiveFault.tooLarge(name))
    }
    block.replaceSubrange(Field.name.prefix(name.utf8.count), with: name.utf8)
    Self.write(Int(permissions & 0o777), Field.mode, in: &block)
    Self.write(0, Field.owner, in: &block)
    Self.write(0, Field.group, in: &block)
    Self.write(size, Field.size, in: &block)
    Self.write(max(0, time), Field.time, in: &block)
    block[Field.type] = UInt8(ascii: "0")
    block.replaceSubrange(Field.magic, with: Self.magic)
    Self.write(Self.checksum(of: block), Field.checksum, in: &block)
    return block
  }

  /// Reads a block; throws `ArchiveFault` for what is no header of a regular file.
  init(block: ArraySlice<UInt8>) throws(ArchiveFault) {
    let block = Array(block)
    guard Array(block[Field.magic].prefix(5)) == Array("ustar".utf8),
      Self.number(Field.checksum, in: block) == Self.checksum(of: block)
    else { throw .damaged }
    name = Self.text(Field.name, in: block)
    let prefix = Self.text(Field.prefix, in: block)
    if !prefix.isEmpty { name = "\(prefix)/\(name)" }
    guard [0, UInt8(ascii: "0")].contains(block[Field.type]) else { throw .noFile(name) }
    guard let size = Self.number(Field.size, in: block),
      let mode = Self.number(Field.mode, in: block), let time = Self.number(Field.time, in: block)
    else { throw .damaged }
    (self.size, self.time, permissions) = (size, time, mode_t(mode & 0o777))
  }

  /// The sum of all bytes, those of the checksum counted as blanks.
  private static func checksum(of block: [UInt8]) -> Int {
    block.indices.reduce(0) { sum, place in
      sum + (Field.checksum.contains(place) ? 32 : Int(block[place]))
    }
  }

  private static func write(_ number: Int, _ field: Range<Int>, in block: inout [UInt8]) {
    let digits = String(number, radix: 8).utf8
    let zeros = [UInt8](repeating: UInt8(ascii: "0"), count: max(0, field.count - 1 - digits.count))
    block.replaceSubrange(field.dropLast(), with: zeros + digits)
  }

  private static func number(_ field: Range<Int>, in block: [UInt8]) -> Int? {
    Int(text(field, in: block).trimmingBlanks, radix: 8).flatMap { $0 >= 0 ? $0 : nil }
  }

  private static func text(_ field: Range<Int>, in block: [UInt8]) -> String {
    String(decoding: block[field].prefix { $0 != 0 }, as: UTF8.self)
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    String(drop { $0 == " " }.prefix { $0 != " " })
  }
}
