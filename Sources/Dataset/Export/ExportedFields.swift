import Domain

/// The keys of a manifest line besides its text and its label.
///
/// Valid as long as the bytes of the line.
struct ExportedFields {
  private static let source = JSONKey("source")

  private let bytes: UnsafeBufferPointer<UInt8>
  private let members: JSONMembers
  private let attribute: JSONKey
  private let metadata: JSONKey

  init(
    of bytes: UnsafeBufferPointer<UInt8>, members: JSONMembers, attribute: LabelAttributeName
  ) {
    (self.bytes, self.members) = (bytes, members)
    self.attribute = JSONKey(attribute.name)
    metadata = JSONKey(attribute.metadataName)
  }

  /// Calls `body` with each key and its value in JSON, in the line's order.
  func forEach(_ body: (_ key: String, _ value: UnsafeBufferPointer<UInt8>) -> Void) {
    for member in members.members
    where !Self.source.matches(member, in: bytes) && !attribute.matches(member, in: bytes)
      && !metadata.matches(member, in: bytes)
    {
      body(members.key(of: member, in: bytes), bytes.slice(member.value))
    }
  }

  /// Returns a field of the label's metadata as text; nil if the line has none.
  func metadata(_ key: String) -> String? {
    members.member(metadata, in: bytes).flatMap { JSONLine(bytes.slice($0.value)).value(of: key) }
  }

  /// Returns a value as text: a string decoded, null as nothing, another value as written.
  static func text(of value: UnsafeBufferPointer<UInt8>) -> String {
    if let text = JSONString.decode(value, value: 0..<value.count) { return text }
    let text = String(decoding: value, as: UTF8.self)
    return text == "null" ? "" : text
  }

  /// Returns the key under which a form writes an input's key: one with a meaning of its own gets
  /// `input-` before it, as in `prepare`.
  static func key(_ key: String, reserved: Set<String>) -> String {
    reserved.contains(key) ? "input-\(key)" : key
  }
}
