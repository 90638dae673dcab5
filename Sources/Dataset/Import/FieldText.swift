/// Turns bytes of a file into text.
enum FieldText {
  /// Returns the text of some bytes; a byte that is not UTF-8, or a NUL, is a fault.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImportFault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .invalidUTF8
    }
    if bytes.has(0) { throw .nul }
    return text
  }
}
