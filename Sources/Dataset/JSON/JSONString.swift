/// Encodes and decodes JSON strings.
package enum JSONString {
  /// Decodes a string whose syntax was checked.
  ///
  /// `range` excludes the quotes. Half a surrogate pair becomes U+FFFD.
  package static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, in range: Range<Int>, hasEscapes: Bool
  ) -> String {
    let content = UnsafeBufferPointer(rebasing: bytes[range])
    guard hasEscapes else { return String(decoding: content, as: UTF8.self) }
    return String(decoding: unescaped(content), as: UTF8.self)
  }

  /// Decodes a checked value with its quotes; returns nil if it is not a string.
  package static func decode(
    _ bytes: UnsafeBufferPointer<UInt8>, value: Range<Int>
  ) -> String? {
    guard value.count >= 2, bytes[value.lowerBound] == UInt8(ascii: "\"") else { return nil }
    let content = value.lowerBound + 1..<value.upperBound - 1
    let hasEscapes = bytes[content].contains(UInt8(ascii: "\\"))
    return decode(bytes, in: content, hasEscapes: hasEscapes)
  }

  private static func unescaped(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var position = 0
    while position < content.count {
      guard content[position] == UInt8(ascii: "\\"), position + 1 < content.count else {
        result.append(content[position])
        position += 1
        continue
      }
      let escape = content[position + 1]
      if escape == UInt8(ascii: "u") {
        let (scalar, length) = self.scalar(in: content, at: position)
        result.append(contentsOf: Array(String(Character(scalar)).utf8))
        position += length
      } else {
        result.append(byte(forEscape: escape))
        position += 2
      }
    }
    return result
  }

  private static func byte(forEscape escape: UInt8) -> UInt8 {
    switch escape {
    case UInt8(ascii: "b"): 0x08
    case UInt8(ascii: "f"): 0x0C
    case UInt8(ascii: "n"): 0x0A
    case UInt8(ascii: "r"): 0x0D
    case UInt8(ascii: "t"): 0x09
    default: escape
    }
  }

  /// Decodes a `\u` escape, or a pair of them; also returns its length in bytes.
  private static func scalar(
    in content: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> (Unicode.Scalar, length: Int) {
    let first = codeUnit(in: content, at: position)
    if let first, let scalar = Unicode.Scalar(first) { return (scalar, 6) }
    if let first, first < 0xDC00, let second = codeUnit(in: content, at: position + 6),
      (0xDC00...0xDFFF).contains(second),
      let scalar = Unicode.Scalar(0x10000 + (first - 0xD800) << 10 + (second - 0xDC00))
    {
      return (scalar, 12)
    }
    return ("\u{FFFD}", 6)
  }

  private static func codeUnit(
    in content: UnsafeBufferPointer<UInt8>, at position: Int
  ) -> UInt32? {
    guard position + 6 <= content.count, content[position] == UInt8(ascii: "\\"),
      content[position + 1] == UInt8(ascii: "u")
    else { return nil }
    var unit: UInt32 = 0
    for offset in 2..<6 {
      guard let digit = hexValue(of: content[position + offset]) else { return nil }
      unit = unit << 4 | UInt32(digit)
    }
    return unit
  }

  static func hexValue(of byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }

  /// Appends a text as a JSON string, quotes included.
  ///
  /// Escapes quotes, backslashes and control characters; everything else is written as UTF-8.
  package static func append(_ text: String, to output: inout [UInt8]) {
    var text = text
    output.append(UInt8(ascii: "\""))
    text.withUTF8 { bytes in
      var start = 0
      for position in bytes.indices where mustEscape(bytes[position]) {
        output.append(contentsOf: bytes[start..<position])
        appendEscape(of: bytes[position], to: &output)
        start = position + 1
      }
      output.append(contentsOf: bytes[start...])
    }
    output.append(UInt8(ascii: "\""))
  }

  /// Returns a text as a JSON string, quotes included.
  package static func encode(_ text: String) -> [UInt8] {
    var output: [UInt8] = []
    append(text, to: &output)
    return output
  }

  /// Returns a text as a JSON string, with its quotes.
  static func text(_ text: String) -> String { String(decoding: encode(text), as: UTF8.self) }

  private static func mustEscape(_ byte: UInt8) -> Bool {
    byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
  }

  private static func appendEscape(of byte: UInt8, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\\"))
    switch byte {
    case 0x0A: output.append(UInt8(ascii: "n"))
    case 0x0D: output.append(UInt8(ascii: "r"))
    case 0x09: output.append(UInt8(ascii: "t"))
    case 0..<0x20:
      let digits = Array("0123456789abcdef".utf8)
      output.append(contentsOf: Array("u00".utf8))
      output.append(digits[Int(byte >> 4)])
      output.append(digits[Int(byte & 15)])
    default: output.append(byte)
    }
  }
}
