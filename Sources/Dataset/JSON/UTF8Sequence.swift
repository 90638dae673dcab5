/// The well-formed byte sequences of UTF-8 (Unicode, table 3-7).
enum UTF8Sequence {
  /// Returns the length in bytes of the sequence at `start`, or 0 if it is not well-formed.
  ///
  /// Overlong forms, surrogates and values over U+10FFFF are not well-formed.
  static func length(in bytes: UnsafeBufferPointer<UInt8>, at start: Int) -> Int {
    func isContinuation(_ distance: Int) -> Bool {
      start + distance < bytes.count && bytes[start + distance] & 0xC0 == 0x80
    }
    let lead = bytes[start]
    switch lead {
    case 0x00...0x7F: return 1
    case 0xC2...0xDF: return isContinuation(1) ? 2 : 0
    case 0xE0...0xEF:
      guard isContinuation(1), isContinuation(2) else { return 0 }
      let second = bytes[start + 1]
      return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3
    case 0xF0...0xF4:
      guard isContinuation(1), isContinuation(2), isContinuation(3) else { return 0 }
      let second = bytes[start + 1]
      return (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F) ? 0 : 4
    default: return 0
    }
  }
}
