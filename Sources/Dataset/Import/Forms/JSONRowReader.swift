/// Reads rows from JSON objects, of a line or of an array.
///
/// A key may be a path: `data.title` is `title` in the object under `data`. The key of the text is that
/// of the first row; a later row without it is a fault. All keys but text, label and id are passed on
/// with their bytes unchanged.
struct JSONRowReader {
  private let columns: ColumnChoice
  private let attribute: LabelAttributeName
  private var members = JSONMembers()
  private var tool: ToolReader?
  private var isFirst = true
  private(set) var use = ColumnUse()
  private var known = Set<String>()

  init(columns: ColumnChoice, attribute: LabelAttributeName) {
    self.columns = columns
    self.attribute = attribute
  }

  /// Moves a scanner past an object, and notes its members for a better message.
  mutating func skipObject(_ scanner: inout JSONScanner) throws(JSONFault) {
    let start = scanner.position
    do throws(JSONFault) {
      try scanner.skipValue()
    } catch {
      // The same fault once more, with its key.
      try members.scan(scanner.bytes.slice(start..<scanner.bytes.count))
      throw error
    }
  }

  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow {
    do throws(JSONFault) {
      try members.scan(record)
    } catch {
      throw .json(error.reason)
    }
    let object = JSONRecord(bytes: record, members: members)
    if isFirst {
      tool = ToolReader(of: object, label: columns.label)
      (isFirst, use.tool) = (false, tool?.tool)
    }
    let path = try textPath(object)
    guard let value = object.value(at: path) else { throw .noKey(path, known: object.keys) }
    guard let text = JSONString.decode(value, value: 0..<value.count) else {
      throw .notText(key: path, found: JSONRecord.kind(of: value))
    }
    if text.utf8.contains(0) { throw .nul }
    if JSONRecord.isHalf(text, value) { throw .halfCharacter }
    use.text = path
    let answer = try answer(object, text: path)
    return SourceRow(
      line: line, text: text, answer: answer.given, metadata: answer.metadata,
      id: path == "id" || use.label == "id" ? nil : identifier(object),
      fields: otherFields(object, text: path, taken: answer.keys))
  }

  private func textPath(_ object: JSONRecord) throws(ImportFault) -> String {
    if let path = columns.text ?? use.text { return path }
    if let path = tool?.textPath(object) { return path }
    if let usual = ColumnChoice.textNames.first(where: { object.has($0) }) { return usual }
    if let rows = object.keys.first(where: { object.isListOfObjects($0) }) {
      throw .wrapped(key: rows)
    }
    throw .noTextColumn(known: object.keys)
  }

  /// A row's answer, and the keys that it was taken from.
  private struct Taken {
    var given = GivenAnswer.none
    var keys: [String] = []
    var metadata = LabelMetadata()
  }

  private mutating func answer(
    _ object: JSONRecord, text: String
  ) throws(ImportFault) -> Taken {
    if let answer = try tool?.answer(object) {
      use.label = use.label ?? tool?.labelTitle
      var taken = Taken(given: answer.given, keys: answer.keys)
      if let tool { taken.metadata = tool.metadata(object) }
      return taken
    }
    guard let path = labelPath(object, text: text) else { return Taken() }
    if let label = GroundTruthLabel(object, key: path) {
      (use.tool, use.label) = (.groundTruth, path)
      return Taken(given: label.given, keys: label.keys, metadata: label.metadata)
    }
    guard let value = object.value(at: path) else { return Taken(keys: [path]) }
    use.label = path
    return Taken(given: try JSONRecord.answer(value, key: path), keys: [path])
  }

  /// Returns the key of the label: the user's, that of an earlier row, or one that is known by its
  /// name or by Ground Truth's metadata.
  private func labelPath(_ object: JSONRecord, text: String) -> String? {
    if let settled = columns.label ?? use.label { return settled }
    if object.has(attribute.name) || object.has(attribute.metadataName) { return attribute.name }
    if let key = GroundTruthLabel.key(in: object) { return key }
    return ColumnChoice.labelNames.first { $0 != text && object.has($0) }
  }

  private mutating func identifier(_ object: JSONRecord) -> SourceRow.Value? {
    guard let value = object.value(of: "id") else { return nil }
    use.id = "id"
    return value.elementsEqual("null".utf8) ? nil : .json(Array(value))
  }

  private mutating func otherFields(
    _ object: JSONRecord, text: String, taken: [String]
  ) -> [SourceRow.Field] {
    let taken = [text] + taken
    var fields: [SourceRow.Field] = []
    for member in members.members {
      let key = members.key(of: member, in: object.bytes)
      note(key)
      guard !taken.contains(key), key != "id" || text == "id" || use.label == "id" else { continue }
      var value: [UInt8]? = Array(object.bytes[member.value])
      for path in taken + columns.leftOut where path.hasPrefix("\(key).") {
        let left = value.flatMap {
          JSONPath(String(path.dropFirst(key.count + 1))).removed(from: $0)
        }
        if left != value, columns.leftOut.contains(path) { leave(path) }
        value = left
      }
      guard let value else { continue }
      if columns.leftOut.contains(key) {
        leave(key)
      } else {
        if known.insert("carried \(key)").inserted, known.count < Self.limit {
          use.carried.append(key)
        }
        fields.append(SourceRow.Field(key: key, value: .json(value)))
      }
    }
    return fields
  }

  /// The most keys that are remembered for reports.
  private static let limit = 2000

  private mutating func note(_ key: String) {
    if known.count < Self.limit, known.insert(key).inserted { use.known.append(key) }
  }

  private mutating func leave(_ path: String) {
    if !use.leftOut.contains(path) { use.leftOut.append(path) }
  }
}
