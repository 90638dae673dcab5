/// Parses plain text: each line is a text.
struct PlainLineParser: RowParser {
  var columnUse: ColumnUse { ColumnUse() }

  func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    if record.isEmpty { return nil }
    return SourceRow(
      line: line, text: try FieldText.decode(record), answer: .none, id: nil, fields: [])
  }
}
