/// Plain lines: each is a text.
struct PlainLineParser: RowParser {
  func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    record.isEmpty ? nil : SourceRow(line: line, text: try FieldText.decode(record))
  }
}
