import Foundation

/// The bytes of a whole file, paged in by the system as they are read.
///
/// The file must not be shortened while it is in use; a project's own files never are.
package struct MappedFile: Sendable {
  package let path: String
  private let data: Data

  package init(path: String) throws(FileFaults) {
    self.path = path
    do {
      data = try Data(contentsOf: URL(filePath: path), options: .alwaysMapped)
    } catch {
      let fault = FileFault(file: path, reason: .system(action: "read", message: Self.words(error)))
      throw FileFaults([fault])
    }
  }

  package var count: Int { data.count }

  /// Gives the bytes to `body`; they must not outlive it.
  package func withBytes<Result>(
    _ body: (UnsafeBufferPointer<UInt8>) throws -> Result
  ) rethrows -> Result {
    try data.withUnsafeBytes { try body($0.assumingMemoryBound(to: UInt8.self)) }
  }

  static func words(_ error: any Error) -> String {
    switch (error as? CocoaError)?.code {
    case .fileReadNoSuchFile, .fileNoSuchFile: "there is no such file; check the path"
    case .fileReadNoPermission: "permission denied; ask its owner for read access"
    default: "\((error as NSError).localizedDescription)"
    }
  }
}

extension UnsafeBufferPointer<UInt8> {
  /// Returns the place of the next line end at or after `start`, or the end.
  func endOfLine(from start: Int) -> Int {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, 0x0A, count - start)
    else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Tells whether two texts are the same, byte for byte.
  func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let base = baseAddress, let otherBase = other.baseAddress else { return true }
    return memcmp(base, otherBase, count) == 0
  }

  /// Tells whether a byte is among these.
  func has(_ byte: UInt8) -> Bool {
    guard let base = baseAddress else { return false }
    return memchr(base, Int32(byte), count) != nil
  }

  /// Returns the bytes of a range as a buffer of its own.
  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }
}
