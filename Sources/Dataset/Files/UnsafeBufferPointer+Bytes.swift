import Foundation

extension UnsafeBufferPointer<UInt8> {
  /// Returns the offset of the next line feed at or after `start`, or `count`.
  func endOfLine(from start: Int) -> Int {
    guard start < count, let base = baseAddress,
      let found = memchr(base + start, 0x0A, count - start)
    else { return count }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  /// Returns whether two buffers have the same bytes.
  func hasSameBytes(as other: UnsafeBufferPointer<UInt8>) -> Bool {
    guard count == other.count else { return false }
    guard let base = baseAddress, let otherBase = other.baseAddress else { return true }
    return memcmp(base, otherBase, count) == 0
  }

  /// Returns whether the buffer contains a byte.
  func has(_ byte: UInt8) -> Bool {
    guard let base = baseAddress else { return false }
    return memchr(base, Int32(byte), count) != nil
  }

  /// Returns the bytes of a range as a buffer that begins at 0.
  func slice(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(rebasing: self[range])
  }
}
