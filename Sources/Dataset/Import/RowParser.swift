/// Reads one form of file, record by record.
///
/// A parser sees the bytes from a record's start; it never keeps them.
protocol RowParser {
  /// Returns the bytes of the record that begins here, its line end included.
  ///
  /// Gives nil if the record does not end within `bytes`; with `isFinal` there is nothing more to come.
  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int?

  /// Reads a record, without its line end; nil for one that holds no row, such as a header.
  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow?
}

extension RowParser {
  /// A record is a line, which is so for all forms but CSV.
  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    let end = bytes.endOfLine(from: 0)
    if end < bytes.count { return end + 1 }
    return isFinal ? bytes.count : nil
  }
}
