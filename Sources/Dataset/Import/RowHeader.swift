/// The columns of a file and their uses, from the names in the header.
struct RowHeader {
  /// The columns of newsCorpora.csv, whose names a manifest has in lower case.
  private static let newsCorpora: Set<String> = [
    "id", "title", "url", "publisher", "category", "story", "hostname", "timestamp",
  ]

  let names: [String]
  private let text: Int
  private let label: Int?
  private let id: Int?
  /// The other columns, and their keys in the manifest.
  private let others: [(column: Int, key: String)]

  init(names: [String], choice: ColumnChoice) throws(ImportFault) {
    let names = names.enumerated().map { $1.isEmpty ? "column-\($0 + 1)" : $1 }
    self.names = names
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw .duplicateColumn(name)
    }
    let small = names.map { $0.lowercased() }
    guard let text = try Self.column(choice.text, or: ColumnChoice.textNames, names, small) else {
      throw .noTextColumn(known: names)
    }
    self.text = text
    let known = small.contains("category") && Set(small) == Self.newsCorpora
    let label = try Self.column(choice.label, or: ColumnChoice.labelNames, names, small)
    self.label = label == text ? nil : label
    id = small.firstIndex(of: "id").flatMap { $0 == text || $0 == label ? nil : $0 }
    let used = [text, self.label, id].compactMap(\.self)
    others = names.indices.filter { column in
      // Another column with a label's name may repeat the gold label: it is left out.
      !used.contains(column) && (choice.label != nil || !Self.soundsLikeLabel(small[column]))
    }.map { ($0, known ? small[$0] : names[$0]) }
  }

  private static func soundsLikeLabel(_ name: String) -> Bool {
    ColumnChoice.labelNames.contains(name)
  }

  private static func column(
    _ chosen: String?, or usual: [String], _ names: [String], _ small: [String]
  ) throws(ImportFault) -> Int? {
    guard let chosen else {
      return usual.compactMap { small.firstIndex(of: $0) }.first
    }
    if let found = names.firstIndex(of: chosen) ?? small.firstIndex(of: chosen.lowercased()) {
      return found
    }
    throw .noColumn(chosen, known: names)
  }

  func row(of fields: [String], line: Int) -> SourceRow {
    let label = label.map { fields[$0] }
    let id = id.map { fields[$0] }
    return SourceRow(
      line: line, text: fields[text], label: label?.isEmpty == true ? nil : label,
      id: id.flatMap { $0.isEmpty ? nil : .text($0) },
      fields: others.map { SourceRow.Field(key: $0.key, value: .text(fields[$0.column])) })
  }
}
