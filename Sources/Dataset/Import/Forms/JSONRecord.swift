/// A JSON object that was checked, for looking up its values.
struct JSONRecord {
  let bytes: UnsafeBufferPointer<UInt8>
  let members: JSONMembers

  func has(_ key: String) -> Bool { members.member(JSONKey(key), in: bytes) != nil }

  var keys: [String] { members.members.map { members.key(of: $0, in: bytes) } }

  func value(of key: String) -> UnsafeBufferPointer<UInt8>? {
    members.member(JSONKey(key), in: bytes).map { bytes.slice($0.value) }
  }

  func value(at path: String) -> UnsafeBufferPointer<UInt8>? {
    JSONPath(path).value(in: bytes, members)?.bytes
  }

  /// Returns a string's text; nil for another value.
  func text(of key: String) -> String? {
    value(of: key).flatMap { JSONString.decode($0, value: 0..<$0.count) }
  }

  /// Returns a value as a tree.
  func tree(of key: String) -> LocatedJSON.Value? {
    value(of: key).flatMap { Self.tree($0) }
  }

  static func tree(_ bytes: UnsafeBufferPointer<UInt8>) -> LocatedJSON.Value? {
    try? LocatedJSON.parse(Array(bytes), file: "").value
  }

  /// Returns the object under a key.
  func object(_ key: String) -> JSONRecord? {
    guard let value = value(of: key), value.first == UInt8(ascii: "{") else { return nil }
    return JSONPath.scan(value).map { JSONRecord(bytes: value, members: $0) }
  }

  /// Returns whether a key holds a list of objects: rows that are wrapped in an object.
  func isListOfObjects(_ key: String) -> Bool {
    guard let value = value(of: key), value.first == UInt8(ascii: "[") else { return false }
    return value.dropFirst().first { $0 > 0x20 } == UInt8(ascii: "{")
  }

  /// Returns the answer of a value: a text, a number, or a list of them.
  static func answer(
    _ value: UnsafeBufferPointer<UInt8>, key: String
  ) throws(ImportFault) -> GivenAnswer {
    if let text = JSONString.decode(value, value: 0..<value.count) {
      // Two labels that differ in such a half would be one.
      if isHalf(text, value) { throw .halfCharacter }
      return GivenAnswer([text])
    }
    switch value.first {
    case UInt8(ascii: "n"): return .none
    case UInt8(ascii: "["):
      guard let labels = tree(value)?.labels else { throw .notLabels(key: key) }
      if labels.contains(where: { isHalf($0, value) }) { throw .halfCharacter }
      return GivenAnswer(labels)
    case UInt8(ascii: "{"): throw .notText(key: key, found: kind(of: value))
    default: return .label(String(decoding: value, as: UTF8.self))
    }
  }

  /// Returns whether decoding a string put U+FFFD where half of a surrogate pair stood.
  static func isHalf(_ text: String, _ value: UnsafeBufferPointer<UInt8>) -> Bool {
    guard value.has(UInt8(ascii: "\\")), text.unicodeScalars.contains("\u{FFFD}") else {
      return false
    }
    let written = String(decoding: value, as: UTF8.self)
    return !written.unicodeScalars.contains("\u{FFFD}") && !written.lowercased().contains("\\ufffd")
  }

  static func kind(of value: UnsafeBufferPointer<UInt8>) -> String {
    switch value.first {
    case UInt8(ascii: "{"): "an object"
    case UInt8(ascii: "["): "a list"
    case UInt8(ascii: "n"): "null"
    case UInt8(ascii: "t"), UInt8(ascii: "f"): "true or false"
    case UInt8(ascii: "\""): "a string"
    default: "a number"
    }
  }
}

extension LocatedJSON.Value {
  /// The texts of a list of texts or numbers, or of one; nil for anything else.
  var labels: [String]? {
    switch self {
    case .null: return []
    case .string(let text): return [text]
    case .number(let number): return [number]
    case .bool(let value): return ["\(value)"]
    case .array(let elements):
      let labels = elements.compactMap(\.value.scalar)
      return labels.count == elements.count ? labels : nil
    case .object: return nil
    }
  }

  private var scalar: String? {
    switch self {
    case .string(let text): text
    case .number(let number): number
    default: nil
    }
  }

  /// The value of a key of an object.
  subscript(key: String) -> LocatedJSON.Value? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == key }?.value.value
  }

  var elements: [LocatedJSON.Value] {
    guard case .array(let elements) = self else { return [] }
    return elements.map(\.value)
  }

  var fields: [(name: String, value: LocatedJSON.Value)] {
    guard case .object(let fields) = self else { return [] }
    return fields.map { ($0.name, $0.value.value) }
  }

  var text: String? { if case .string(let text) = self { text } else { nil } }

  var isTrue: Bool { self == .bool(true) }
}
