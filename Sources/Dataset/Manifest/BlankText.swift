/// The one rule for texts that show nothing, which no job can ask about.
package enum BlankText {
  /// Returns whether a text has no visible character: only white space, controls, and characters
  /// without width.
  package static func isBlank(_ text: String) -> Bool {
    for byte in text.utf8.prefix(1) where byte > 0x20 && byte < 0x7F { return false }
    return text.unicodeScalars.allSatisfy(isInvisible)
  }

  /// Returns whether a JSON string with its quotes is blank; decodes only strings that may be.
  static func isBlank(_ bytes: UnsafeBufferPointer<UInt8>, value: Range<Int>) -> Bool {
    guard value.count > 2 else { return true }
    let first = bytes[value.lowerBound + 1]
    if first > 0x20, first < 0x7F, first != UInt8(ascii: "\\") { return false }
    return JSONString.decode(bytes, value: value).map(isBlank) ?? false
  }

  /// Returns a text without invisible characters around it.
  static func trimmed(_ text: String) -> String {
    let scalars = text.unicodeScalars
    guard let first = scalars.firstIndex(where: { !isInvisible($0) }),
      let last = scalars.lastIndex(where: { !isInvisible($0) })
    else { return "" }
    return String(scalars[first...last])
  }

  private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.properties.isWhitespace { return true }
    switch scalar.properties.generalCategory {
    case .control: return true
    case .format:
      return (0x200B...0x200F).contains(scalar.value)
        || [0x2060, 0xFEFF, 0xAD].contains(scalar.value)
    default: return false
    }
  }
}
