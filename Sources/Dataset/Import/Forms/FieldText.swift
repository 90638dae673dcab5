/// Decodes fields of a file.
enum FieldText {
  /// Decodes a field; throws if it is not UTF-8 or contains a NUL.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImportFault) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .invalidUTF8
    }
    if bytes.has(0) { throw .nul }
    return text
  }
}
