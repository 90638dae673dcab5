/// Parses JSON Lines: each line is an object with keys for text and label.
struct JSONLinesParser: RowParser {
  private var reader: JSONRowReader

  /// Makes a parser; a label under `attribute` is the gold label.
  init(columns: ColumnChoice, attribute: LabelAttributeName) {
    reader = JSONRowReader(columns: columns, attribute: attribute)
  }

  var columnUse: ColumnUse { reader.use }

  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    if record.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { return nil }
    return try reader.row(record, line: line)
  }
}
