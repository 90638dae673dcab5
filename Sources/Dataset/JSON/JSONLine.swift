/// A line that holds a JSON object, for single keys by name.
package struct JSONLine {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var members = JSONMembers()

  /// Makes a line from bytes that must stay in place while it is used.
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

  /// Returns a key's value as text: strings decoded, anything else as it is written; nil for null.
  package func value(of key: String) -> String? {
    guard let member = members.member(JSONKey(key), in: bytes) else { return nil }
    if let text = JSONString.decode(bytes, value: member.value) { return text }
    let text = String(decoding: bytes[member.value], as: UTF8.self)
    return text == "null" ? nil : text
  }
}
