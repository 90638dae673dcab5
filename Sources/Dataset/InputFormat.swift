/// The forms of files that `prepare` reads.
package enum InputFormat: String, Sendable, Equatable, CaseIterable {
  /// UCI's newsCorpora.csv: 8 columns between tabs, without a header.
  case newsCorpora = "newscorpora"
  /// A text a line.
  case lines
}

extension InputFormat {
  /// Tells the form of a file by its first bytes; nil if it could be several.
  static func detect(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool) -> InputFormat? {
    let lines = firstLines(bytes, isWhole: isWhole)
    if !lines.isEmpty, lines.allSatisfy({ isNewsCorpora(bytes.slice($0)) }) { return .newsCorpora }
    return lines.isEmpty ? nil : .lines
  }

  /// Returns the first lines that are whole, without their line ends and without empty ones.
  static func firstLines(
    _ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, limit: Int = 50
  ) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count, lines.count < limit {
      let end = bytes.endOfLine(from: start)
      if end == bytes.count && !isWhole { break }
      let trimmed = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
      if trimmed > start { lines.append(start..<trimmed) }
      start = end + 1
    }
    return lines
  }

  /// Eight columns, of which the first and the last are numbers and the fifth is a short code.
  private static func isNewsCorpora(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let columns = NewsCorporaParser.columns(line)
    guard columns.count == NewsCorporaParser.columnCount else { return false }
    func isNumber(_ column: Int) -> Bool {
      !columns[column].isEmpty && line[columns[column]].allSatisfy { $0 &- 0x30 < 10 }
    }
    return isNumber(0) && isNumber(7) && columns[4].count == 1
  }
}

/// Plain lines: each is a text.
struct PlainLineParser: RowParser {
  func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(FileFault.Reason) -> SourceRow? {
    record.isEmpty ? nil : SourceRow(line: line, text: try FieldText.decode(record))
  }
}
