/// UCI's newsCorpora.csv: 8 columns separated by tabs, no header, quotes are ordinary
/// characters.
///
/// ID, TITLE, URL, PUBLISHER, CATEGORY, STORY, HOSTNAME, TIMESTAMP.
struct NewsCorporaParser: RowParser {
  static let columnCount = 8
  /// The names of the columns, which a manifest has in lower case.
  static let columnNames: Set<String> = [
    "id", "title", "url", "publisher", "category", "story", "hostname", "timestamp",
  ]

  var columnUse: ColumnUse {
    ColumnUse(
      text: "title", label: "category", id: "id",
      carried: ["url", "publisher", "story", "hostname", "timestamp"],
      known: Array(Self.columnNames))
  }

  func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    if record.isEmpty { return nil }
    let columns = Self.columns(record)
    guard columns.count == Self.columnCount else {
      throw .columns(found: columns.count, expected: Self.columnCount)
    }
    func text(_ column: Int) throws(ImportFault) -> String {
      try FieldText.decode(record.slice(columns[column]))
    }
    let fields = [
      SourceRow.Field(key: "url", value: .text(try text(2))),
      SourceRow.Field(key: "publisher", value: .text(try text(3))),
      SourceRow.Field(key: "story", value: .text(try text(5))),
      SourceRow.Field(key: "hostname", value: .text(try text(6))),
      SourceRow.Field(key: "timestamp", value: .text(try text(7))),
    ]
    return SourceRow(
      line: line, text: try text(1), answer: GivenAnswer([try text(4)]), id: .text(try text(0)),
      fields: fields)
  }

  /// Returns the ranges of the columns.
  static func columns(_ record: UnsafeBufferPointer<UInt8>) -> [Range<Int>] {
    var columns: [Range<Int>] = []
    columns.reserveCapacity(columnCount)
    var start = 0
    for position in record.indices where record[position] == 0x09 {
      columns.append(start..<position)
      start = position + 1
    }
    columns.append(start..<record.count)
    return columns
  }
}
