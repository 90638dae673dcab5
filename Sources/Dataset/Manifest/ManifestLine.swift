package import Domain

/// One checked line of a manifest, to be asked for its keys.
package struct ManifestLine {
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

  package func item(id: Item.ID, contextKeys: [String]) -> Item {
    let context = contextKeys.compactMap { key in
      value(of: key).map { ContextField(key: key, value: $0) }
    }
    return Item(id: id, text: value(of: "source") ?? "", context: context)
  }
}
