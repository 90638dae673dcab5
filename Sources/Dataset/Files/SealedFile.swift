import Domain
import Foundation

/// A file of numbers with a kind, a version and a checksum, so that a damaged or foreign one is
/// refused in words instead of being read as nonsense.
package enum SealedFile {
  private static let headerCount = 24

  /// Writes a file whole, flushed to disk, or not at all; `kind` has eight ASCII letters.
  package static func write(_ body: [UInt8], kind: String, to path: String) throws {
    var header = ByteWriter()
    header.append(raw: Array(kind.utf8.prefix(8)))
    header.append(UInt64(body.count))
    header.append(checksum(body))
    // The umask says whether the group may read: it is set when a project is opened.
    var file = try AtomicFile(path: path, permissions: nil)
    try file.append(header.bytes)
    try file.append(body)
    try file.commit()
    Ownership.handOver(path)
  }

  /// Reads a file back.
  package static func read(_ path: String, kind: String) throws -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw SealedFileError(file: path, reason: .missing)
    }
    let bytes = [UInt8](data)
    guard bytes.count >= headerCount, Array(bytes.prefix(8)) == Array(kind.utf8) else {
      throw SealedFileError(file: path, reason: .foreign(expected: kind))
    }
    var header = ByteReader(Array(bytes[8..<headerCount]))
    let (count, sum): (UInt64, UInt64) = (try header.value(), try header.value())
    let body = Array(bytes[headerCount...])
    guard body.count == Int(clamping: count), checksum(body) == sum else {
      throw SealedFileError(file: path, reason: .damaged)
    }
    return body
  }

  /// Where the body begins, for a reader that wants one number of many.
  package static var bodyOffset: Int { headerCount }

  /// FNV-1a over 64-bit words, the last one filled with zeros.
  static func checksum(_ bytes: [UInt8]) -> UInt64 {
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

/// Why a file of a round could not be read.
package struct SealedFileError: Error, Equatable, CustomStringConvertible {
  package enum Reason: Equatable, Sendable {
    case missing
    case foreign(expected: String)
    case damaged
  }

  package let file: String
  package let reason: Reason

  package var description: String {
    switch reason {
    case .missing: "\(file): not there; start the loop again and it is made anew"
    case .foreign(let kind): "\(file): not a \(kind) file of this version of winnow"
    case .damaged:
      "\(file): damaged (its checksum does not fit); remove it and start the loop again"
    }
  }
}
