/// Detects the format of a file from its first bytes, as UTF-8.
///
/// A file with a structure that is not known is refused, never taken for plain lines.
struct FormatDetector {
  let columns: ColumnChoice
  let table: TableChoice
  /// Whether the bytes are the whole file.
  let isWhole: Bool

  func detect(_ bytes: UnsafeBufferPointer<UInt8>) throws(ImportFault) -> InputForm {
    let lines = Self.firstLines(bytes, isWhole: isWhole)
    guard let first = lines.first else { throw .noRows }
    let head = bytes.slice(first)
    if let form = try json(bytes, head) { return form }
    let rows = lines.map { bytes.slice($0) }
    if Self.isMarkup(head) || rows.dropFirst().first.map(Self.isRule) == true { throw .markup }
    // The majority decides, so that one broken row does not change the format.
    func most(_ isOfKind: (UnsafeBufferPointer<UInt8>) -> Bool) -> Bool {
      rows.count(where: isOfKind) * 2 > rows.count
    }
    if table == TableChoice(), columns == ColumnChoice(leftOut: columns.leftOut) {
      if most(Self.isNewsCorpora) { return InputForm(.newsCorpora) }
      let hasLabelFirst = rows.contains { $0.starts(with: FastTextParser.prefix) }
      if hasLabelFirst || most(FastTextParser.hasLabel) {
        return InputForm(.fastText)
      }
    }
    let sniffer = TableSniffer(bytes: bytes, isWhole: isWhole, columns: columns, choice: table)
    if let dialect = try sniffer.dialect() {
      return InputForm(dialect.separator == 0x09 ? .tsv : .csv, dialect: dialect)
    }
    let isStructured =
      most { $0.has(0x09) } || rows.contains(where: Self.isOfJSON) || BuriedTable.isIn(rows)
    if isStructured || Self.isForeign(head) || Self.haveKeys(rows) { throw .unknownFormat }
    return InputForm(.lines)
  }

  /// Returns the first complete lines that are not empty, without their line ends.
  static func firstLines(
    _ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, limit: Int = 50
  ) -> [Range<Int>] {
    var lines: [Range<Int>] = []
    var start = 0
    while start < bytes.count, lines.count < limit,
      let line = bytes.line(from: start, isFinal: isWhole || lines.isEmpty)
    {
      if line.end > start { lines.append(start..<line.end) }
      start = line.next
    }
    return lines
  }

  private func json(
    _ bytes: UnsafeBufferPointer<UInt8>, _ line: UnsafeBufferPointer<UInt8>
  ) throws(ImportFault) -> InputForm? {
    switch line.first(where: { $0 != 0x20 && $0 != 0x09 }) {
    case UInt8(ascii: "{"):
      if JSONPath.scan(line) == nil, Self.goesOn(line) { throw .spreadObject }
      return InputForm(isManifest(line) ? .manifest : .jsonLines)
    case UInt8(ascii: "["):
      let next = bytes.drop { $0 <= 0x20 }.dropFirst().first { $0 > 0x20 }
      guard let next else { return InputForm(.json) }
      let isArray = [UInt8](#"{["]"#.utf8).contains(next)
      return isArray ? InputForm(.json) : nil
    default: return nil
    }
  }

  /// Returns whether a line is the one below the header of a Markdown table, such as `|---|:-:|`.
  private static func isRule(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.count > 4 && line.has(UInt8(ascii: "|")) && line.has(UInt8(ascii: "-"))
      && line.allSatisfy { "|-: ".utf8.contains($0) }
  }

  /// Returns whether a line is the valid beginning of an object that ends on a later line.
  private static func goesOn(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    var members = JSONMembers()
    do throws(JSONFault) {
      try members.scan(line)
      return false
    } catch {
      return error.reason == .cutOff && line.last != UInt8(ascii: "}")
        && [0x7B, 0x5B, 0x2C].contains(line.last { $0 != 0x20 && $0 != 0x09 } ?? 0)
    }
  }

  /// Returns whether a line begins or ends as one of JSON does.
  private static func isOfJSON(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let text = line.filter { $0 > 0x20 }
    return [#"{""#, "{'", "[{"].contains { text.starts(with: $0.utf8) }
      || [#""}"#, #""},"#, "}]", "]},"].contains {
        text.reversed().starts(with: $0.utf8.reversed())
      }
  }

  /// Returns whether a first line is that of YAML, ARFF, SQL, CoNLL, RTF or PostScript.
  private static func isForeign(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = String(decoding: line.prefix(40), as: UTF8.self).lowercased()
    return start == "---"
      || ["%yaml", "@relation", "insert into ", "create table ", "-docstart-", "{\\rtf", "%!ps"]
        .contains { start.hasPrefix($0) }
  }

  /// Returns whether most lines are of few keys, each before a colon, again and again.
  private static func haveKeys(_ lines: [UnsafeBufferPointer<UInt8>]) -> Bool {
    let keys = lines.compactMap { line -> String? in
      let text = String(decoding: line.prefix(60), as: UTF8.self).drop { " -\t".contains($0) }
      let key = text.prefix { $0.isLetter || $0.isNumber || $0 == "_" || $0 == "-" }
      return key.isEmpty || !text.dropFirst(key.count).hasPrefix(":") ? nil : String(key)
    }
    return lines.count >= 4 && keys.count * 5 >= lines.count * 4
      && Set(keys).count * 2 <= keys.count
  }

  private static func isMarkup(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let start = String(decoding: line.prefix(200), as: UTF8.self).lowercased()
      .drop { $0 == " " || $0 == "\t" }
    guard start.first == "<", let next = start.dropFirst().first else { return false }
    return next == "?" || next == "!" || (next.isLetter && start.contains(">"))
  }

  /// Returns whether a line has its text under `source`: beside a title, `source` is a newspaper.
  private func isManifest(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let line = JSONLine(line)
    guard line.value(of: "source") != nil else { return false }
    if let text = columns.text { return text == "source" }
    return !ColumnChoice.textNames.contains { $0 != "source" && line.value(of: $0) != nil }
  }

  /// Returns whether a line has eight columns: numbers in the first and last, one of the four letters
  /// in the fifth.
  private static func isNewsCorpora(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    let columns = NewsCorporaParser.columns(line)
    guard columns.count == NewsCorporaParser.columnCount else { return false }
    func isNumber(_ column: Int) -> Bool {
      !columns[column].isEmpty && line[columns[column]].allSatisfy { $0 &- 0x30 < 10 }
    }
    return isNumber(0) && isNumber(7) && columns[4].count == 1
      && "betm".utf8.contains(line[columns[4].lowerBound])
  }
}
