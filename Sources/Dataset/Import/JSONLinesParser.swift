/// JSON Lines: an object a line, whose keys name text and label.
///
/// A key may be a path: `data.title` is `title` in the object under `data`. What is left after text, label
/// and id are taken out is passed on as it stands.
struct JSONLinesParser: RowParser {
  private let columns: ColumnChoice
  private let attribute: String
  private var members = JSONMembers()

  /// Makes a parser; a line's own label under `attribute` is its gold label.
  init(columns: ColumnChoice, attribute: LabelAttributeName) {
    self.columns = columns
    self.attribute = attribute.name
  }

  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(FileFault.Reason) -> SourceRow? {
    if record.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
    do throws(JSONFault) {
      try members.scan(record)
    } catch {
      throw .json(error.reason)
    }
    let text = try textPath(record)
    guard let value = JSONPath(text).value(in: record, members) else {
      throw .row(.noKey(text, known: keys(record)))
    }
    guard let decoded = JSONString.decode(value.bytes, value: 0..<value.bytes.count) else {
      throw .row(.notText(key: text))
    }
    if decoded.utf8.contains(0) { throw .row(.nul) }
    let label = labelPath(record)
    return SourceRow(
      line: line, text: decoded,
      label: try label.flatMap { path throws(FileFault.Reason) in
        try self.label(at: path, record)
      },
      id: text == "id" || label == "id" ? nil : identifier(record),
      fields: otherFields(record, text: text, label: label))
  }

  private func has(_ key: String, _ record: UnsafeBufferPointer<UInt8>) -> Bool {
    members.member(StaticKey(key), in: record) != nil
  }

  private func textPath(
    _ record: UnsafeBufferPointer<UInt8>
  ) throws(FileFault.Reason) -> String {
    if let chosen = columns.text { return chosen }
    if let usual = ColumnChoice.textNames.first(where: { has($0, record) }) { return usual }
    throw .row(.noTextColumn(known: keys(record)))
  }

  private func keys(_ record: UnsafeBufferPointer<UInt8>) -> [String] {
    members.members.map { members.key(of: $0, in: record) }
  }

  private func labelPath(_ record: UnsafeBufferPointer<UInt8>) -> String? {
    columns.label ?? ([attribute] + ColumnChoice.labelNames).first { has($0, record) }
  }

  private func label(
    at path: String, _ record: UnsafeBufferPointer<UInt8>
  ) throws(FileFault.Reason) -> String? {
    guard let value = JSONPath(path).value(in: record, members) else { return nil }
    if let text = JSONString.decode(value.bytes, value: 0..<value.bytes.count) {
      return text.isEmpty ? nil : text
    }
    switch value.bytes.first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): throw .row(.notText(key: path))
    case UInt8(ascii: "n"): return nil
    default: return String(decoding: value.bytes, as: UTF8.self)
    }
  }

  private func identifier(_ record: UnsafeBufferPointer<UInt8>) -> SourceRow.Value? {
    guard let member = members.member(StaticKey("id"), in: record) else { return nil }
    let bytes = Array(record[member.value])
    return bytes == Array("null".utf8) ? nil : .json(bytes)
  }

  private func otherFields(
    _ record: UnsafeBufferPointer<UInt8>, text: String, label: String?
  ) -> [SourceRow.Field] {
    let left = [text, label].compactMap(\.self)
    return members.members.compactMap { member in
      let key = members.key(of: member, in: record)
      guard key != "id", !left.contains(key), !isGold(key, label: label) else { return nil }
      var value = Array(record[member.value])
      for path in left where path.hasPrefix("\(key).") {
        value = JSONPath(String(path.dropFirst(key.count + 1))).removed(from: value)
      }
      return SourceRow.Field(key: key, value: .json(value))
    }
  }

  /// Tells whether a key gives the gold label away in other words: its metadata, or a second label.
  private func isGold(_ key: String, label: String?) -> Bool {
    let suffix = "-metadata"
    let name = key.hasSuffix(suffix) ? String(key.dropLast(suffix.count)) : key
    if name == attribute || name == label { return true }
    return columns.label == nil && ColumnChoice.labelNames.contains(name.lowercased())
  }
}

/// A way into nested objects, key by key: `data.title`.
struct JSONPath {
  private let keys: [String]

  init(_ path: String) {
    keys = path.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
  }

  private init(keys: [String]) {
    self.keys = keys
  }

  struct Value {
    let bytes: UnsafeBufferPointer<UInt8>
  }

  /// Finds a value; a key that holds the whole path, dots and all, comes first.
  func value(
    in bytes: UnsafeBufferPointer<UInt8>, _ members: JSONMembers
  ) -> Value? {
    let whole = keys.joined(separator: ".")
    if let member = members.member(StaticKey(whole), in: bytes) {
      return Value(bytes: bytes.slice(member.value))
    }
    guard keys.count > 1, let member = members.member(StaticKey(keys[0]), in: bytes) else {
      return nil
    }
    let inner = bytes.slice(member.value)
    guard let innerMembers = Self.scan(inner) else { return nil }
    return JSONPath(keys: Array(keys.dropFirst())).value(in: inner, innerMembers)
  }

  /// Returns an object's bytes without the value at this path; all else stays as it is.
  func removed(from object: [UInt8]) -> [UInt8] {
    object.withUnsafeBufferPointer { bytes in
      guard let members = Self.scan(bytes) else { return object }
      let whole = StaticKey(keys.joined(separator: "."))
      let first = StaticKey(keys[0])
      var result: [UInt8] = [UInt8(ascii: "{")]
      for member in members.members where !whole.matches(member, in: bytes) {
        if result.count > 1 { result.append(contentsOf: ", ".utf8) }
        result.append(contentsOf: bytes[member.start..<member.value.lowerBound])
        let value = Array(bytes[member.value])
        let isOnTheWay = keys.count > 1 && first.matches(member, in: bytes)
        result.append(
          contentsOf: isOnTheWay
            ? JSONPath(keys: Array(keys.dropFirst())).removed(from: value) : value)
      }
      result.append(UInt8(ascii: "}"))
      return result
    }
  }

  private static func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> JSONMembers? {
    var members = JSONMembers()
    do throws(JSONFault) {
      try members.scan(bytes)
      return members
    } catch {
      return nil
    }
  }
}
