/// Iterates over the rows of a file.
struct RowWalk {
  let file: InputFile
  /// Called with the share of the file that was read (0–1).
  let progress: (Double) -> Void

  /// Calls `body` with each row or its fault; `body` returns whether to continue.
  func forEach(
    _ parser: inout some RowParser,
    _ body: (Result<SourceRow, ImportFault>, _ line: Int) throws -> Bool
  ) throws {
    var window = try ByteWindow(file)
    var line = 1
    while !window.isEmpty {
      let isFinal = window.isAtEndOfFile
      let length = window.withBytes { parser.recordLength($0, isFinal: isFinal) }
      guard let length else {
        if window.count > ByteWindow.recordLimit {
          _ = try body(.failure(.endlessRecord), line)
          return
        }
        try window.fill()
        progress(Double(window.fileOffset) / Double(Swift.max(1, file.size)))
        continue
      }
      let result = window.withBytes { Self.row(&parser, $0.slice(0..<length), line: line) }
      if let result, try !body(result, line) { return }
      line += window.withBytes { $0.slice(0..<length).lineEndCount }
      window.consume(length)
    }
  }

  private static func row(
    _ parser: inout some RowParser, _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) -> Result<SourceRow, ImportFault>? {
    var end = record.count
    if end > 0, record[end - 1] == 0x0A { end -= 1 }
    if end > 0, record[end - 1] == 0x0D { end -= 1 }
    do throws(ImportFault) {
      return try parser.row(record.slice(0..<end), line: line).map { .success($0) }
    } catch {
      return .failure(error)
    }
  }
}

extension RowWalk {
  /// Calls `body` with each row of a file of this form, or its fault; returns the columns' uses.
  @discardableResult
  func forEach(
    in form: InputForm, _ options: PreparationOptions,
    _ body: (Result<SourceRow, ImportFault>, _ line: Int) throws -> Bool
  ) throws -> ColumnUse {
    var columns = options.columns
    switch form.format {
    case .newsCorpora:
      return try walk(NewsCorporaParser(), body)
    case .csv, .tsv:
      let dialect = form.dialect ?? TableDialect(separator: form.format == .tsv ? 0x09 : 0x2C)
      return try walk(DelimitedParser(dialect: dialect, columns: columns), body)
    case .jsonLines, .manifest:
      if form.format == .manifest { columns.text = "source" }
      return try walk(JSONLinesParser(columns: columns, attribute: options.attribute), body)
    case .json:
      return try walk(JSONArrayParser(columns: columns, attribute: options.attribute), body)
    case .fastText:
      return try walk(FastTextParser(), body)
    case .lines:
      return try walk(PlainLineParser(), body)
    }
  }

  private func walk(
    _ parser: some RowParser,
    _ body: (Result<SourceRow, ImportFault>, _ line: Int) throws -> Bool
  ) throws -> ColumnUse {
    var parser = parser
    try forEach(&parser, body)
    return parser.columnUse
  }
}
