package import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// The array with which a sealed file's body begins, read one number at a time.
///
/// Opening it reads the heading and no more, however long the array is: kind and lengths are
/// checked, the checksum is not.
package struct SealedArray<Number: StoredNumber>: ~Copyable {
  private let path: String
  private let descriptor: Int32
  private let count: Int

  /// Opens a file for as long as this value lives.
  package init(_ path: String, kind: FileKind) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw SealedFileError(file: path, reason: .missing) }
    do {
      count = try Self.count(in: file, path, kind)
    } catch {
      close(file)
      throw error
    }
    self.path = path
    descriptor = file
  }

  deinit { close(descriptor) }

  /// Reads the number at an index.
  package subscript(index: Int) -> Number {
    get throws {
      let size = MemoryLayout<Number>.size
      let offset = firstNumber + index * size
      guard 0..<count ~= index,
        let bytes = read(size, of: descriptor, at: offset)
      else { throw SealedFileError(file: path, reason: .damaged) }
      var reader = ByteReader(bytes[...], of: path)
      return try reader.number()
    }
  }

  /// Returns how many numbers the file says that it has, and is long enough for.
  private static func count(in file: Int32, _ path: String, _ kind: FileKind) throws -> Int {
    guard let heading = read(firstNumber, of: file, at: 0) else {
      throw SealedFileError(file: path, reason: .damaged)
    }
    guard heading.starts(with: kind.rawValue.utf8) else {
      throw SealedFileError(file: path, reason: .foreign(kind))
    }
    var reader = ByteReader(heading[kind.seal.bodyOffset...], of: path)
    let count = try reader.number(UInt64.self)
    let end = lseek(file, 0, SEEK_END)
    guard count <= UInt64(max(0, Int(end) - firstNumber) / MemoryLayout<Number>.size) else {
      throw SealedFileError(file: path, reason: .damaged)
    }
    return Int(count)
  }
}

extension SealedArray {
  /// Writes a file that holds an array and nothing else.
  package static func write(_ numbers: [Number], kind: FileKind, to path: String) throws {
    var writer = ByteWriter()
    writer.write(numbers)
    try SealedFile.write(writer.bytes, kind: kind, to: path)
  }

  /// Whether a file is there, undamaged, and holds so many numbers and nothing else.
  package static func isWhole(_ path: String, kind: FileKind, count: Int) -> Bool {
    guard let body = try? SealedFile.read(path, kind: kind) else { return false }
    return body.count == 8 + count * MemoryLayout<Number>.size
  }
}

/// Where the first number stands: after the heading (24 bytes) and the count (8).
private let firstNumber = 32

/// Returns so many bytes of a file, or nil if it has not that many there.
private func read(_ count: Int, of file: Int32, at offset: Int) -> [UInt8]? {
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    initialized = max(0, pread(file, buffer.baseAddress, count, off_t(offset)))
  }
  return bytes.count == count ? bytes : nil
}
