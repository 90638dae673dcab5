/// Reads a file of one format, record by record.
///
/// A parser gets the bytes from a record's start and must not keep them.
protocol RowParser {
  /// Returns the length in bytes of the record at the start of `bytes`, with its line end.
  ///
  /// Returns nil if the record does not end within `bytes`; `isFinal` means that the file ends there.
  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int?

  /// Reads a record, without its line end; returns nil for a record without a row, such as a header.
  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow?

  /// The columns and their uses, as far as they were read.
  var columnUse: ColumnUse { get }
}

extension RowParser {
  /// Takes a record to be a line, as in all formats but CSV and JSON.
  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    bytes.line(from: 0, isFinal: isFinal)?.next
  }
}
