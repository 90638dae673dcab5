package import Domain
import Foundation

#if canImport(Glibc)
  internal import Glibc
#endif

/// Random access to the array at the beginning of a sealed file's body.
///
/// Opening reads only the header: kind and length are checked, the checksum is not.
package struct SealedArray<Number: StoredNumber>: ~Copyable {
  private let path: String
  private let descriptor: Int32
  package let count: Int

  /// Opens a file for the lifetime of this value.
  package init(_ path: String, kind: FileKind) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard file >= 0 else { throw SealedFileFault.unopened(path) }
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

  /// Reads one number; throws `FileFaults` if the index is out of bounds.
  package subscript(index: Int) -> Number {
    get throws {
      let size = MemoryLayout<Number>.size
      // Checked first: an index from a damaged file may be too large to count with.
      guard 0..<count ~= index,
        let bytes = read(size, of: descriptor, at: firstNumber + index * size)
      else { throw FileFaults(file: path, SealedFileFault.damaged) }
      var reader = ByteReader(bytes[...], of: path)
      return try reader.number()
    }
  }

  /// Returns the array's count, which the file must be long enough for.
  private static func count(in file: Int32, _ path: String, _ kind: FileKind) throws -> Int {
    guard let heading = read(firstNumber, of: file, at: 0) else {
      throw FileFaults(file: path, SealedFileFault.damaged)
    }
    guard heading.starts(with: kind.rawValue.utf8) else {
      throw FileFaults(file: path, SealedFileFault.foreign(kind))
    }
    var reader = ByteReader(heading[kind.seal.bodyOffset...], of: path)
    let count = try reader.number(UInt64.self)
    let end = lseek(file, 0, SEEK_END)
    guard count <= UInt64(max(0, Int(end) - firstNumber) / MemoryLayout<Number>.size) else {
      throw FileFaults(file: path, SealedFileFault.damaged)
    }
    return Int(count)
  }
}

extension SealedArray {
  /// Writes a file whose body is an array.
  package static func write(_ numbers: [Number], kind: FileKind, to path: String) throws {
    var writer = ByteWriter()
    writer.write(numbers)
    try SealedFile.write(writer.bytes, kind: kind, to: path)
  }

  /// Returns whether a file exists, is undamaged, and is an array of `count` numbers.
  package static func isWhole(_ path: String, kind: FileKind, count: Int) -> Bool {
    guard let body = try? SealedFile.read(path, kind: kind) else { return false }
    return body.count == 8 + count * MemoryLayout<Number>.size
  }
}

/// The offset of the first number: header (24 bytes) and count (8).
private let firstNumber = 32

/// Returns `count` bytes of a file at an offset; nil at its end.
private func read(_ count: Int, of file: Int32, at offset: Int) -> [UInt8]? {
  let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, initialized in
    initialized = max(0, pread(file, buffer.baseAddress, count, off_t(offset)))
  }
  return bytes.count == count ? bytes : nil
}
