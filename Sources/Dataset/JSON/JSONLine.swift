/// A line with a JSON object, for looking up single keys.
package struct JSONLine {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var members = JSONMembers()

  /// Makes a line of bytes that must stay valid while it is used.
  ///
  /// A line that is not valid JSON has no keys.
  package init(_ bytes: UnsafeBufferPointer<UInt8>) {
    self.bytes = bytes
    do throws(JSONFault) {
      try members.scan(bytes)
    } catch {
      members = JSONMembers()
    }
  }

  /// Returns a key's value as text: a string decoded, another value as written; nil for null.
  package func value(of key: String) -> String? {
    guard let member = members.member(JSONKey(key), in: bytes) else { return nil }
    if let text = JSONString.decode(bytes, value: member.value) { return text }
    let text = String(decoding: bytes[member.value], as: UTF8.self)
    return text == "null" ? nil : text
  }
}
