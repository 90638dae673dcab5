/// CSV by RFC 4180, or columns between tabs, with a header that names the columns.
///
/// In CSV a field may stand in double quotes, and then hold commas, doubled quotes and line ends. Between
/// tabs, quotes are plain characters.
struct DelimitedParser: RowParser {
  private let separator: UInt8
  private let quotes: Bool
  private let columns: ColumnChoice
  private var header: RowHeader?
  /// The header could not be used, so that no row can be read.
  private var isBroken = false

  init(format: InputFormat, columns: ColumnChoice) {
    separator = format == .tsv ? 0x09 : UInt8(ascii: ",")
    quotes = format == .csv
    self.columns = columns
  }

  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    guard quotes else {
      let end = bytes.endOfLine(from: 0)
      return end < bytes.count ? end + 1 : (isFinal ? bytes.count : nil)
    }
    var position = 0
    while position < bytes.count {
      // Only a quote at a field's start opens one; elsewhere it is a plain character.
      if bytes[position] == UInt8(ascii: "\"") {
        guard let end = Self.endOfQuoted(bytes, from: position + 1) else { break }
        position = end
      }
      while position < bytes.count, bytes[position] != separator, bytes[position] != 0x0A {
        position += 1
      }
      guard position < bytes.count else { break }
      if bytes[position] == 0x0A { return position + 1 }
      position += 1
    }
    return isFinal ? bytes.count : nil
  }

  /// Returns the place after the closing quote.
  private static func endOfQuoted(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int
  ) -> Int? {
    let quote = UInt8(ascii: "\"")
    var position = start
    while position < bytes.count {
      if bytes[position] == quote {
        guard position + 1 < bytes.count, bytes[position + 1] == quote else { return position + 1 }
        position += 1
      }
      position += 1
    }
    return nil
  }

  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(FileFault.Reason) -> SourceRow? {
    if record.isEmpty || isBroken { return nil }
    guard let header else {
      isBroken = true
      header = try RowHeader(names: try fields(of: record), choice: columns)
      isBroken = false
      return nil
    }
    let fields = try fields(of: record)
    guard fields.count == header.names.count else {
      throw .row(.columns(found: fields.count, expected: header.names.count))
    }
    return header.row(of: fields, line: line)
  }

  /// Returns a record's fields, decoded.
  func fields(of record: UnsafeBufferPointer<UInt8>) throws(FileFault.Reason) -> [String] {
    var fields: [String] = []
    fields.reserveCapacity(header?.names.count ?? 8)
    var position = 0
    while true {
      if quotes, position < record.count, record[position] == UInt8(ascii: "\"") {
        fields.append(try quotedField(record, &position))
      } else {
        let start = position
        while position < record.count, record[position] != separator { position += 1 }
        fields.append(try FieldText.decode(record.slice(start..<position)))
      }
      guard position < record.count else { return fields }
      guard record[position] == separator else { throw .row(.textAfterQuote) }
      position += 1
    }
  }

  private func quotedField(
    _ record: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) throws(FileFault.Reason) -> String {
    let start = position + 1
    guard let end = Self.endOfQuoted(record, from: start) else { throw .row(.openQuote) }
    position = end
    let content = record.slice(start..<end - 1)
    guard content.has(UInt8(ascii: "\"")) else { return try FieldText.decode(content) }
    return try Self.withoutDoubled(content).withUnsafeBufferPointer {
      bytes throws(FileFault.Reason) in try FieldText.decode(bytes)
    }
  }

  /// Returns a quoted field's bytes with one quote for each two.
  private static func withoutDoubled(_ content: UnsafeBufferPointer<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(content.count)
    var position = 0
    while position < content.count {
      result.append(content[position])
      position += content[position] == UInt8(ascii: "\"") ? 2 : 1
    }
    return result
  }
}

/// Which columns or keys hold text and label, where the user said so.
package struct ColumnChoice: Sendable, Equatable {
  package var text: String?
  package var label: String?

  package init(text: String? = nil, label: String? = nil) {
    self.text = text
    self.label = label
  }

  /// What columns with texts are usually called, the likeliest first.
  package static let textNames = [
    "title", "headline", "text", "sentence", "content", "message", "source",
  ]
  /// What columns with gold labels are usually called.
  package static let labelNames = [
    "category", "label", "class", "target", "topic", "gold", "answer",
  ]
}

/// The columns of a file by their names, and what each is for.
struct RowHeader {
  /// The columns of newsCorpora.csv, which go into a manifest in small letters.
  private static let newsCorpora: Set<String> = [
    "id", "title", "url", "publisher", "category", "story", "hostname", "timestamp",
  ]

  let names: [String]
  private let text: Int
  private let label: Int?
  private let id: Int?
  /// The columns that become further keys, and the keys.
  private let others: [(column: Int, key: String)]

  init(names: [String], choice: ColumnChoice) throws(FileFault.Reason) {
    let names = names.enumerated().map { $1.isEmpty ? "column-\($0 + 1)" : $1 }
    self.names = names
    for (index, name) in names.enumerated() where names[..<index].contains(name) {
      throw .row(.duplicateColumn(name))
    }
    let small = names.map { $0.lowercased() }
    guard let text = try Self.column(choice.text, or: ColumnChoice.textNames, names, small) else {
      throw .row(.noTextColumn(known: names))
    }
    self.text = text
    let known = small.contains("category") && Set(small) == Self.newsCorpora
    let label = try Self.column(choice.label, or: ColumnChoice.labelNames, names, small)
    self.label = label == text ? nil : label
    id = small.firstIndex(of: "id").flatMap { $0 == text || $0 == label ? nil : $0 }
    let used = [text, self.label, id].compactMap(\.self)
    others = names.indices.filter { column in
      // Another column that sounds like a label may be the gold label in other words: it stays out.
      !used.contains(column) && (choice.label != nil || !Self.soundsLikeLabel(small[column]))
    }.map { ($0, known ? small[$0] : names[$0]) }
  }

  private static func soundsLikeLabel(_ name: String) -> Bool {
    ColumnChoice.labelNames.contains(name)
  }

  private static func column(
    _ chosen: String?, or usual: [String], _ names: [String], _ small: [String]
  ) throws(FileFault.Reason) -> Int? {
    guard let chosen else {
      return usual.compactMap { small.firstIndex(of: $0) }.first
    }
    if let found = names.firstIndex(of: chosen) ?? small.firstIndex(of: chosen.lowercased()) {
      return found
    }
    throw .row(.noColumn(chosen, known: names))
  }

  func row(of fields: [String], line: Int) -> SourceRow {
    let label = label.map { fields[$0] }
    let id = id.map { fields[$0] }
    return SourceRow(
      line: line, text: fields[text], label: label?.isEmpty == true ? nil : label,
      id: id.flatMap { $0.isEmpty ? nil : .text($0) },
      fields: others.map { SourceRow.Field(key: $0.key, value: .text(fields[$0.column])) })
  }
}
