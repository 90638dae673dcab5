/// Parses JSON Lines: each line is an object with keys for text and label.
///
/// A key may be a path: `data.title` is `title` in the object under `data`. All keys but text, label
/// and id are passed on with their bytes unchanged.
struct JSONLinesParser: RowParser {
  private let columns: ColumnChoice
  private let attribute: String
  private var members = JSONMembers()

  /// Makes a parser; a label under `attribute` is the gold label.
  init(columns: ColumnChoice, attribute: LabelAttributeName) {
    self.columns = columns
    self.attribute = attribute.name
  }

  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    if record.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
    do throws(JSONFault) {
      try members.scan(record)
    } catch {
      throw .json(error.reason)
    }
    let text = try textPath(record)
    guard let value = JSONPath(text).value(in: record, members) else {
      throw .noKey(text, known: keys(record))
    }
    guard let decoded = JSONString.decode(value.bytes, value: 0..<value.bytes.count) else {
      throw .notText(key: text)
    }
    if decoded.utf8.contains(0) { throw .nul }
    let label = labelPath(record)
    return SourceRow(
      line: line, text: decoded,
      label: try label.flatMap { path throws(ImportFault) in
        try self.label(at: path, record)
      },
      id: text == "id" || label == "id" ? nil : identifier(record),
      fields: otherFields(record, text: text, label: label))
  }

  private func has(_ key: String, _ record: UnsafeBufferPointer<UInt8>) -> Bool {
    members.member(JSONKey(key), in: record) != nil
  }

  private func textPath(
    _ record: UnsafeBufferPointer<UInt8>
  ) throws(ImportFault) -> String {
    if let chosen = columns.text { return chosen }
    if let usual = ColumnChoice.textNames.first(where: { has($0, record) }) { return usual }
    throw .noTextColumn(known: keys(record))
  }

  private func keys(_ record: UnsafeBufferPointer<UInt8>) -> [String] {
    members.members.map { members.key(of: $0, in: record) }
  }

  private func labelPath(_ record: UnsafeBufferPointer<UInt8>) -> String? {
    columns.label ?? ([attribute] + ColumnChoice.labelNames).first { has($0, record) }
  }

  private func label(
    at path: String, _ record: UnsafeBufferPointer<UInt8>
  ) throws(ImportFault) -> String? {
    guard let value = JSONPath(path).value(in: record, members) else { return nil }
    if let text = JSONString.decode(value.bytes, value: 0..<value.bytes.count) {
      return text.isEmpty ? nil : text
    }
    switch value.bytes.first {
    case UInt8(ascii: "{"), UInt8(ascii: "["): throw .notText(key: path)
    case UInt8(ascii: "n"): return nil
    default: return String(decoding: value.bytes, as: UTF8.self)
    }
  }

  private func identifier(_ record: UnsafeBufferPointer<UInt8>) -> SourceRow.Value? {
    guard let member = members.member(JSONKey("id"), in: record) else { return nil }
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

  /// Returns whether a key repeats the gold label: its metadata, or a second label.
  private func isGold(_ key: String, label: String?) -> Bool {
    let suffix = "-metadata"
    let name = key.hasSuffix(suffix) ? String(key.dropLast(suffix.count)) : key
    if name == attribute || name == label { return true }
    return columns.label == nil && ColumnChoice.labelNames.contains(name.lowercased())
  }
}
