/// Parses a table: CSV (RFC 4180) and its relatives, by the facts of a `TableDialect`.
///
/// With quotes, a field in double quotes may contain separators, doubled quotes and line
/// ends; else quotes are ordinary characters.
struct DelimitedParser: RowParser {
  private let dialect: TableDialect
  private let columns: ColumnChoice
  private var header: RowHeader?
  private var isBehindSeparatorLine: Bool
  /// Whether the header is unusable, so that no row can be read.
  private var isBroken = false

  init(dialect: TableDialect, columns: ColumnChoice) {
    self.dialect = dialect
    self.columns = columns
    isBehindSeparatorLine = !dialect.hasSeparatorLine
  }

  var columnUse: ColumnUse { header?.use ?? ColumnUse() }

  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    guard dialect.quotes else { return bytes.line(from: 0, isFinal: isFinal)?.next }
    var position = 0
    while position < bytes.count {
      // A quote opens a quoted field only at the field's start.
      if bytes[position] == UInt8(ascii: "\"") {
        guard let end = Self.endOfQuoted(bytes, from: position + 1) else { break }
        position = end
      }
      while position < bytes.count, !isEndOfField(bytes[position]) { position += 1 }
      guard position < bytes.count else { break }
      if bytes[position] == 0x0A { return position + 1 }
      if bytes[position] == 0x0D {
        return bytes.endOfLine(return: position, isFinal: isFinal)?.next
      }
      position += 1
    }
    return isFinal ? bytes.count : nil
  }

  private func isEndOfField(_ byte: UInt8) -> Bool {
    byte == dialect.separator || byte == 0x0A || byte == 0x0D
  }

  /// Returns the offset after the closing quote, or nil if there is none.
  static func endOfQuoted(
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
  ) throws(ImportFault) -> SourceRow? {
    if record.isEmpty || isBroken { return nil }
    guard isBehindSeparatorLine else {
      isBehindSeparatorLine = true
      return nil
    }
    let fields = try fields(of: record)
    guard let header else {
      isBroken = true
      let names = dialect.hasHeader ? fields : fields.indices.map { "column-\($0 + 1)" }
      let header = try RowHeader(names: names, choice: columns)
      (self.header, isBroken) = (header, false)
      return dialect.hasHeader ? nil : header.row(of: fields, line: line)
    }
    // A spreadsheet ends with rows of nothing but separators.
    if fields.count > 1, fields.allSatisfy(\.isEmpty) { return nil }
    guard fields.count == header.names.count else {
      throw .columns(found: fields.count, expected: header.names.count)
    }
    return header.row(of: fields, line: line)
  }

  /// Returns a record's fields, decoded.
  func fields(of record: UnsafeBufferPointer<UInt8>) throws(ImportFault) -> [String] {
    var fields: [String] = []
    fields.reserveCapacity(header?.names.count ?? 8)
    var position = 0
    while true {
      if dialect.quotes, position < record.count, record[position] == UInt8(ascii: "\"") {
        fields.append(try quotedField(record, &position))
      } else {
        let start = position
        while position < record.count, record[position] != dialect.separator { position += 1 }
        fields.append(try FieldText.decode(record.slice(start..<position)))
      }
      guard position < record.count else { return fields }
      guard record[position] == dialect.separator else { throw .textAfterQuote }
      position += 1
    }
  }

  private func quotedField(
    _ record: UnsafeBufferPointer<UInt8>, _ position: inout Int
  ) throws(ImportFault) -> String {
    let start = position + 1
    guard let end = Self.endOfQuoted(record, from: start) else { throw .openQuote }
    position = end
    let content = record.slice(start..<end - 1)
    guard content.has(UInt8(ascii: "\"")) else { return try FieldText.decode(content) }
    return try Self.withoutDoubled(content).withUnsafeBufferPointer {
      bytes throws(ImportFault) in try FieldText.decode(bytes)
    }
  }

  /// Returns a quoted field's bytes with doubled quotes replaced by single ones.
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
