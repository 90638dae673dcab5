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
  ) throws(FileFault.Reason) -> SourceRow?
}

extension RowParser {
  /// A record is a line, which is so for all forms but CSV.
  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    let end = bytes.endOfLine(from: 0)
    if end < bytes.count { return end + 1 }
    return isFinal ? bytes.count : nil
  }
}

/// Walks over all rows of a file.
struct RowWalk {
  let file: InputFile
  /// Is told how much of the file was read (0–1).
  let progress: (Double) -> Void

  /// Gives each row, or what is wrong with it, to `body`, which says whether to go on.
  func forEach(
    _ parser: inout some RowParser,
    _ body: (Result<SourceRow, FileFault.Reason>, _ line: Int) throws -> Bool
  ) throws {
    var window = try ByteWindow(file)
    var line = 1
    while !window.isEmpty {
      let isFinal = window.isAtEndOfFile
      let length = window.withBytes { parser.recordLength($0, isFinal: isFinal) }
      guard let length else {
        if window.count > ByteWindow.recordLimit {
          _ = try body(.failure(.row(.endlessRecord)), line)
          return
        }
        try window.fill()
        progress(Double(window.fileOffset) / Double(Swift.max(1, file.size)))
        continue
      }
      let result = window.withBytes { Self.row(&parser, $0.slice(0..<length), line: line) }
      if let result, try !body(result, line) { return }
      line += window.withBytes { $0.prefix(length).count { $0 == 0x0A } }
      window.consume(length)
    }
  }

  private static func row(
    _ parser: inout some RowParser, _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) -> Result<SourceRow, FileFault.Reason>? {
    var end = record.count
    if end > 0, record[end - 1] == 0x0A { end -= 1 }
    if end > 0, record[end - 1] == 0x0D { end -= 1 }
    do throws(FileFault.Reason) {
      return try parser.row(record.slice(0..<end), line: line).map { .success($0) }
    } catch {
      return .failure(error)
    }
  }
}

/// Turns bytes of a file into text.
enum FieldText {
  /// Returns the text of some bytes; a byte that is not UTF-8, or a NUL, is a fault.
  static func decode(_ bytes: UnsafeBufferPointer<UInt8>) throws(FileFault.Reason) -> String {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .row(.invalidUTF8)
    }
    if bytes.has(0) { throw .row(.nul) }
    return text
  }
}
