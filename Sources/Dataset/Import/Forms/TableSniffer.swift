/// Finds the facts of a table from its first records.
struct TableSniffer {
  let bytes: UnsafeBufferPointer<UInt8>
  let isWhole: Bool
  let columns: ColumnChoice
  let choice: TableChoice

  /// The first records under one separator.
  private struct Trial {
    var dialect: TableDialect
    let header: [String]
    /// The numbers of fields of the records behind the header.
    let counts: [Int]

    /// Whether at least nine tenths of the records have the header's number of fields, two or more.
    var isTable: Bool {
      header.count > 1 && counts.count { $0 == header.count } * 10 >= counts.count * 9
    }

    /// Whether it seems a table with broken rows or none: a header of short names, and several
    /// fields in half of the records.
    var isLikeTable: Bool {
      header.count > 1 && counts.count { $0 > 1 } * 2 >= counts.count
        && header.allSatisfy { name in
          (1...30).contains(name.count) && name.first != " "
            && name.allSatisfy { $0.isLetter || $0.isNumber || " _-.".contains($0) }
            && name.split(separator: " ").count <= 3
        }
    }
  }

  /// Returns the table's facts; nil for text that is no table.
  func dialect() throws(ImportFault) -> TableDialect? {
    let excel = separatorLine
    let trials =
      (choice.separator ?? excel).map { [trial($0)] }
      ?? TableDialect.separators.map(trial)
    if let chosen = trials.first, trials.count == 1 { return settled(chosen) }
    if choice.hasHeader == false { return try withoutHeader(trials) }
    let named = trials.filter { $0.header.count > 1 && hasTextName($0.header) }
    if named.count > 1, named.count(where: \.isTable) != 1 {
      throw .ambiguousSeparator(named.compactMap(\.dialect.separator))
    }
    if let one = named.first(where: \.isTable) ?? named.first { return settled(one) }
    if let column = singleColumn(trials) { return column }
    return try unnamed(trials.filter(\.isTable) + trials.filter(\.isLikeTable))
  }

  /// Refuses a table whose header has no known name, unless the user named a column.
  private func unnamed(_ tables: [Trial]) throws(ImportFault) -> TableDialect? {
    if columns.text != nil || columns.label != nil {
      // The header is refused later, with the names that it has.
      let best = tables.first ?? trial(TableDialect.separators[0])
      return settled(best)
    }
    guard let table = tables.first(where: { !$0.counts.isEmpty || $0.isLikeTable }),
      let separator = table.dialect.separator
    else { return nil }
    throw .unknownHeader(table.header, separator: separator)
  }

  private func withoutHeader(_ trials: [Trial]) throws(ImportFault) -> TableDialect? {
    let tables = trials.filter(\.isTable)
    guard tables.count < 2 else {
      throw .ambiguousSeparator(tables.compactMap(\.dialect.separator))
    }
    return tables.first.map(settled)
  }

  /// Returns a table of one column if the first line is a known name.
  private func singleColumn(_ trials: [Trial]) -> TableDialect? {
    guard choice.hasHeader != false, let whole = trial(nil) as Trial?, whole.header.count == 1,
      !whole.counts.isEmpty, hasTextName(whole.header)
    else { return nil }
    return settled(whole)
  }

  private func settled(_ trial: Trial) -> TableDialect {
    var dialect = trial.dialect
    dialect.hasHeader = choice.hasHeader ?? true
    dialect.quotes = choice.quotes ?? dialect.quotes
    return dialect
  }

  private func hasTextName(_ header: [String]) -> Bool {
    let wanted = columns.text.map { [$0.lowercased()] } ?? ColumnChoice.textNames
    return header.contains { wanted.contains(BlankText.trimmed($0).lowercased()) }
  }

  /// The separator of Excel's own first line, `sep=;`.
  private var separatorLine: UInt8? {
    guard let line = bytes.line(from: 0, isFinal: true), line.end == 5 || line.end == 7 else {
      return nil
    }
    let text = bytes[0..<line.end].filter { $0 != UInt8(ascii: "\"") }
    return text.count == 5 && text.starts(with: "sep=".utf8) ? text[4] : nil
  }

  private func trial(_ separator: UInt8?) -> Trial {
    var dialect = TableDialect(separator: separator)
    dialect.hasSeparatorLine = separatorLine != nil
    if let quotes = choice.quotes {
      dialect.quotes = quotes
    } else if separator == 0x09 {
      dialect.quotes = QuoteEvidence(bytes, isWhole: isWhole, separator: 0x09).areUsed
    }
    let parser = DelimitedParser(dialect: dialect, columns: columns)
    var records = Self.records(bytes, parser: parser, isWhole: isWhole)
    if dialect.hasSeparatorLine { records = Array(records.dropFirst()) }
    let counts = records.dropFirst().map { (try? parser.fields(of: bytes.slice($0)))?.count ?? 0 }
    let header = records.first.flatMap { try? parser.fields(of: bytes.slice($0)) } ?? []
    return Trial(dialect: dialect, header: header, counts: counts)
  }

  /// Returns the first complete records that are not empty.
  private static func records(
    _ bytes: UnsafeBufferPointer<UInt8>, parser: DelimitedParser, isWhole: Bool, limit: Int = 50
  ) -> [Range<Int>] {
    var records: [Range<Int>] = []
    var start = 0
    while start < bytes.count, records.count < limit {
      let rest = bytes.slice(start..<bytes.count)
      guard let length = parser.recordLength(rest, isFinal: isWhole || records.isEmpty) else {
        break
      }
      var end = start + length
      while end > start, bytes[end - 1] == 0x0A || bytes[end - 1] == 0x0D { end -= 1 }
      if end > start { records.append(start..<end) }
      start += length
    }
    return records
  }
}

/// Tells whether quotes in a file with tabs enclose fields or are ordinary characters.
///
/// They enclose fields if every field that begins with one is well-formed, and one of them holds what
/// must be quoted or the header is quoted, too. Otherwise removing them could change texts.
struct QuoteEvidence {
  let areUsed: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, isWhole: Bool, separator: UInt8) {
    var needed = bytes.first == UInt8(ascii: "\"")
    var position = 0
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "\"") else {
        position = Self.nextField(bytes, from: position, separator)
        continue
      }
      guard let end = DelimitedParser.endOfQuoted(bytes, from: position + 1) else {
        // Cut off by the end of the window, which tells nothing.
        areUsed = needed && !isWhole
        return
      }
      let isWellFormed = end == bytes.count || [separator, 0x0A, 0x0D].contains(bytes[end])
      guard isWellFormed else {
        areUsed = false
        return
      }
      let content = bytes[(position + 1)..<(end - 1)]
      needed = needed || content.contains { [separator, 0x0A, 0x0D, 0x22].contains($0) }
      position = min(end + 1, bytes.count)
    }
    areUsed = needed
  }

  private static func nextField(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, _ separator: UInt8
  ) -> Int {
    let end = bytes[start...].firstIndex { $0 == separator || $0 == 0x0A || $0 == 0x0D }
    return end.map { $0 + 1 } ?? bytes.count
  }
}
