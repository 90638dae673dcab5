/// The format that the first bytes of a file show.
enum DetectedFormat: Equatable {
  case format(InputFormat)
  /// A compressed file, and the program that decompresses it.
  case packed(String)
  case unknown
}

/// Detects the format of a file from its first bytes.
struct FormatDetector {
  let columns: ColumnChoice
  /// Whether the bytes are the whole file.
  let isWhole: Bool

  func detect(_ bytes: UnsafeBufferPointer<UInt8>) -> DetectedFormat {
    if let packing = Packing.of(bytes) {
      return .packed("\(packing.program) \(packing.option)")
    }
    let lines = Self.firstLines(bytes, isWhole: isWhole)
    guard let first = lines.first else { return .unknown }
    let head = bytes.slice(first)
    if head.first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "{") {
      return .format(isManifest(head) ? .manifest : .jsonLines)
    }
    // The majority decides, so that one broken row does not change the format.
    let rows = lines.count { Self.isNewsCorpora(bytes.slice($0)) }
    if rows * 2 > lines.count { return .format(.newsCorpora) }
    if names(in: head, .tsv) { return .format(.tsv) }
    if names(in: head, .csv) { return .format(.csv) }
    if columns != ColumnChoice() {
      // A chosen column means a table with a header.
      return .format(head.has(0x09) ? .tsv : .csv)
    }
    return looksLikeTable(bytes, lines) ? .unknown : .format(.lines)
  }

  /// Returns the first complete lines that are not empty, without their line ends.
  private static func firstLines(
    _ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, limit: Int = 50
  ) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count, lines.count < limit {
      let end = bytes.endOfLine(from: start)
      if end == bytes.count && !isWhole && !lines.isEmpty { break }
      let trimmed = end > start && bytes[end - 1] == 0x0D ? end - 1 : end
      if trimmed > start { lines.append(start..<trimmed) }
      start = end + 1
    }
    return lines
  }

  /// Returns whether a line has its text under `source`: beside a title, `source` is a newspaper.
  private func isManifest(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let line = JSONLine(line)
    guard line.value(of: "source") != nil else { return false }
    if let text = columns.text { return text == "source" }
    return !ColumnChoice.textNames.contains { $0 != "source" && line.value(of: $0) != nil }
  }

  /// Returns whether a line has eight columns: numbers in the first and last, one letter in the fifth.
  private static func isNewsCorpora(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let columns = NewsCorporaParser.columns(line)
    guard columns.count == NewsCorporaParser.columnCount else { return false }
    func isNumber(_ column: Int) -> Bool {
      !columns[column].isEmpty && line[columns[column]].allSatisfy { $0 &- 0x30 < 10 }
    }
    return isNumber(0) && isNumber(7) && columns[4].count == 1
  }

  /// Returns whether a line is a header: at least two names, one of them for the text.
  private func names(in line: UnsafeBufferPointer<UInt8>, _ format: InputFormat) -> Bool {
    let parser = DelimitedParser(format: format, columns: columns)
    guard let names = try? parser.fields(of: line), names.count > 1 || columns.text != nil else {
      return false
    }
    let wanted = columns.text.map { [$0.lowercased()] } ?? ColumnChoice.textNames
    return names.contains { wanted.contains($0.lowercased()) }
  }

  /// Returns whether all lines have the same number of columns: a table with an unknown header.
  private func looksLikeTable(
    _ bytes: UnsafeBufferPointer<UInt8>, _ lines: [Range<Int>]
  ) -> Bool {
    guard lines.count > 1 else { return false }
    for separator in [0x09, UInt8(ascii: ",")] {
      let counts = Set(lines.map { line in bytes[line].count { $0 == separator } })
      if counts.count == 1, counts != [0] { return true }
    }
    return false
  }
}
