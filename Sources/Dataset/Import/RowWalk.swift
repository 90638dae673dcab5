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
      line += window.withBytes { $0.prefix(length).count { $0 == 0x0A } }
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
  /// Calls `body` with each row of a file of this format, or its fault.
  func forEach(
    in format: InputFormat, _ options: PreparationOptions,
    _ body: (Result<SourceRow, ImportFault>, _ line: Int) throws -> Bool
  ) throws {
    switch format {
    case .newsCorpora:
      var parser = NewsCorporaParser()
      try forEach(&parser, body)
    case .csv, .tsv:
      var parser = DelimitedParser(format: format, columns: options.columns)
      try forEach(&parser, body)
    case .jsonLines, .manifest:
      var columns = options.columns
      if format == .manifest { columns.text = "source" }
      var parser = JSONLinesParser(columns: columns, attribute: options.attribute)
      try forEach(&parser, body)
    case .lines:
      var parser = PlainLineParser()
      try forEach(&parser, body)
    }
  }
}
