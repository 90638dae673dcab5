/// Writes prepared rows as lines of a manifest.
struct RowWriter {
  private let options: PreparationOptions
  private let names: [String]
  private let reserved: Set<String>
  private let augmenter: LineAugmenter

  init(options: PreparationOptions, labelMap: LabelMap?) {
    self.options = options
    let names = labelMap?.names ?? []
    // A name that is merely the index is none.
    let isNumbered = labelMap?.hasNames == false
    self.names = names.enumerated().map { isNumbered && $1 == String($0) ? "" : $1 }
    let attribute = options.attribute
    reserved = ["id", "source", "source-ref", attribute.name, attribute.metadataName]
    augmenter = LineAugmenter(attribute: attribute, jobName: options.jobName)
  }

  /// Returns the line of an unlabeled row, to check its length.
  func bytes(row: SourceRow, text: String) -> [UInt8] {
    var bytes: [UInt8] = []
    appendObject(row, id: row.id, text: text, to: &bytes)
    return bytes
  }

  func append(_ row: PreparedRow, to output: inout [UInt8]) {
    appendObject(row.row, id: row.id, text: row.text, to: &output)
    if row.isLabeled, let index = row.goldIndex {
      let given = row.row.metadata
      let label = OutputLine.Label(
        index: index, className: names[index],
        confidence: given.isHuman ? 1 : min(1, max(0, given.confidence ?? 0)),
        humanAnnotated: given.isHuman, creationDate: options.creationDate)
      output.removeLast()
      output.append(contentsOf: ", ".utf8)
      augmenter.append(.labeled(label), to: &output)
      output.append(UInt8(ascii: "}"))
    }
    output.append(0x0A)
  }

  private func appendObject(
    _ row: SourceRow, id: SourceRow.Value?, text: String, to output: inout [UInt8]
  ) {
    output.append(UInt8(ascii: "{"))
    if let id {
      appendKey("id", to: &output)
      Self.append(id, to: &output)
      output.append(contentsOf: ", ".utf8)
    }
    appendKey("source", to: &output)
    JSONString.append(text, to: &output)
    for field in row.fields {
      output.append(contentsOf: ", ".utf8)
      // A key with a meaning for the job must not come from the input.
      appendKey(key(of: field, in: row), to: &output)
      Self.append(field.value, to: &output)
    }
    output.append(UInt8(ascii: "}"))
  }

  /// Returns a field's key; one that the job uses gets a prefix that makes it another of the row.
  private func key(of field: SourceRow.Field, in row: SourceRow) -> String {
    guard reserved.contains(field.key) else { return field.key }
    var key = "input-\(field.key)"
    while row.fields.contains(where: { $0.key == key }) { key = "input-\(key)" }
    return key
  }

  private func appendKey(_ key: String, to output: inout [UInt8]) {
    JSONString.append(key, to: &output)
    output.append(contentsOf: ": ".utf8)
  }

  static func append(_ value: SourceRow.Value, to output: inout [UInt8]) {
    switch value {
    case .text(let text): JSONString.append(text, to: &output)
    case .json(let bytes): output.append(contentsOf: bytes)
    }
  }

  static func appendAnswer(id: SourceRow.Value, label: String, to output: inout [UInt8]) {
    output.append(contentsOf: "{\"id\": ".utf8)
    append(id, to: &output)
    output.append(contentsOf: ", \"label\": ".utf8)
    JSONString.append(label, to: &output)
    output.append(contentsOf: "}\n".utf8)
  }
}
