/// The columns of a table and their uses, from the names in the header.
struct RowHeader {
  let names: [String]
  let use: ColumnUse
  private let tool: LabelingTool?
  private let text: Int
  private let label: Int?
  private let id: Int?
  private let cancelled: Int?
  private let origin: Int?
  private let confidence: Int?
  /// The other columns, and their keys in the manifest.
  private let others: [(column: Int, key: String)]

  init(names: [String], choice: ColumnChoice) throws(ImportFault) {
    let names = names.enumerated().map { index, name in
      let trimmed = BlankText.trimmed(name)
      return trimmed.isEmpty ? "column-\(index + 1)" : trimmed
    }
    self.names = names
    var seen = Set<String>()
    for name in names where !seen.insert(name).inserted { throw .duplicateColumn(name) }
    let small = names.map { $0.lowercased() }
    tool = LabelingTool.ofTable(names)
    let isOwn = tool == .winnow
    let texts = isOwn ? ["text"] : ColumnChoice.textNames
    guard let text = try Self.column(choice.text, or: texts, names) else {
      throw .noTextColumn(known: names)
    }
    self.text = text
    let labels = isOwn ? ["label"] : ColumnChoice.labelNames
    let named = try Self.column(choice.label, or: labels, names)
    let label = named ?? Self.lastColumn(of: tool, names, text: text)
    self.label = label == text ? nil : label
    id = small.firstIndex(of: "id").flatMap { $0 == text || $0 == label ? nil : $0 }
    cancelled = tool == .labelStudioRows ? names.firstIndex(of: "was_cancelled") : nil
    origin = isOwn ? names.firstIndex(of: "origin") : nil
    confidence = isOwn ? names.firstIndex(of: "confidence") : nil
    let leftOut = try choice.leftOut.map { name throws(ImportFault) in
      guard let column = try Self.column(name, or: [], names) else {
        throw .noTextColumn(known: [])
      }
      return column
    }
    let used = [text, self.label, id].compactMap(\.self) + leftOut
    let isNews = Set(small) == NewsCorporaParser.columnNames
    others = names.indices.filter { !used.contains($0) }.map {
      ($0, isNews ? small[$0] : names[$0])
    }
    use = ColumnUse(
      tool: tool, text: names[text], label: self.label.map { names[$0] }, id: id.map { names[$0] },
      carried: others.map { names[$0.column] }, leftOut: leftOut.map { names[$0] }, known: names)
  }

  /// Returns the one column beside the text that Label Studio does not write itself.
  private static func lastColumn(of tool: LabelingTool?, _ names: [String], text: Int) -> Int? {
    guard tool == .labelStudioRows else { return nil }
    let left = names.indices.filter {
      $0 != text && !LabelingTool.labelStudioColumns.contains(names[$0])
    }
    return left.count == 1 ? left[0] : nil
  }

  /// Returns the chosen column, or the first one with a usual name.
  static func column(
    _ chosen: String?, or usual: [String], _ names: [String]
  ) throws(ImportFault) -> Int? {
    let small = names.map { $0.lowercased() }
    guard let chosen else {
      return usual.compactMap { small.firstIndex(of: $0) }.first
    }
    if let found = names.firstIndex(of: chosen) ?? small.firstIndex(of: chosen.lowercased())
      ?? names.firstIndex(of: "column-\(chosen)")
    {
      return found
    }
    throw .noColumn(chosen, known: names)
  }

  func row(of fields: [String], line: Int) -> SourceRow {
    let id = id.map { fields[$0] }
    return SourceRow(
      line: line, text: fields[text], answer: answer(fields), metadata: metadata(fields),
      id: id.flatMap { $0.isEmpty ? nil : .text($0) },
      fields: others.map { SourceRow.Field(key: $0.key, value: .text(fields[$0.column])) })
  }

  private func metadata(_ fields: [String]) -> LabelMetadata {
    guard let origin else { return LabelMetadata() }
    return .ofOrigin(fields[origin], confidence: confidence.map { fields[$0] })
  }

  private func answer(_ fields: [String]) -> GivenAnswer {
    guard let label else { return .none }
    if let origin, fields[origin] == "rejected" { return .withheld(.failed) }
    if let cancelled, fields[cancelled].lowercased() == "true" { return .withheld(.skipped) }
    let value = fields[label]
    if tool == .labelStudioRows, value.first == "{" || value.first == "[" {
      return LabelStudioChoices.answer(Array(value.utf8))
    }
    return GivenAnswer([value])
  }
}
