/// Parses one JSON array of objects, or of texts, element by element.
///
/// A record is an element with the comma or bracket behind it, or what stands before one.
struct JSONArrayParser: RowParser {
  private var reader: JSONRowReader
  private var isOpen = false
  private var isClosed = false

  init(columns: ColumnChoice, attribute: LabelAttributeName) {
    reader = JSONRowReader(columns: columns, attribute: attribute)
  }

  var columnUse: ColumnUse { reader.use }

  func recordLength(_ bytes: UnsafeBufferPointer<UInt8>, isFinal: Bool) -> Int? {
    var scan = JSONElementScan()
    for (position, byte) in bytes.enumerated() {
      let isBlank = byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
      // Blanks before an element are a record of their own, so that its line is the element's.
      if position > 0, scan.isBefore, !isBlank { return position }
      if !isOpen, !isBlank { return position + 1 }
      if isBlank, scan.isBefore { continue }
      if scan.ends(at: byte) { return position + 1 }
    }
    return isFinal ? bytes.count : nil
  }

  mutating func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    let element: Range<Int>?
    do throws(JSONFault) {
      element = try self.element(of: record)
    } catch {
      throw .json(error.reason)
    }
    guard let element else { return nil }
    let bytes = record.slice(element)
    guard bytes.first == UInt8(ascii: "\"") else { return try reader.row(bytes, line: line) }
    let text = JSONString.decode(bytes, value: 0..<bytes.count) ?? ""
    return SourceRow(line: line, text: text, answer: .none, id: nil, fields: [])
  }

  /// Returns the range of the element in a record, if it holds one.
  private mutating func element(
    of record: UnsafeBufferPointer<UInt8>
  ) throws(JSONFault) -> Range<Int>? {
    var scanner = JSONScanner(record)
    scanner.skipWhitespace()
    if scanner.isAtEnd { return nil }
    if isClosed { throw JSONFault(offset: 0, reason: .trailingText) }
    guard isOpen else {
      try scanner.expect(UInt8(ascii: "["), "[")
      isOpen = true
      return nil
    }
    if scanner.current == UInt8(ascii: "]") {
      isClosed = true
      return nil
    }
    let start = scanner.position
    if scanner.current == UInt8(ascii: "{") {
      try reader.skipObject(&scanner)
    } else if scanner.current == UInt8(ascii: "\"") {
      _ = try scanner.skipString()
    } else {
      throw JSONFault(offset: start, reason: .notAnObject)
    }
    let end = scanner.position
    scanner.skipWhitespace()
    isClosed = try scanner.skipSeparator(orEnd: UInt8(ascii: "]"), "a comma or ]")
    return start..<end
  }
}

/// Finds the end of an element by its brackets and strings, without checking it.
private struct JSONElementScan {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  /// Whether no byte of the element was seen yet.
  private(set) var isBefore = true

  /// Takes the next byte; returns whether it is the comma or bracket behind the element.
  mutating func ends(at byte: UInt8) -> Bool {
    isBefore = false
    if isInString {
      if isEscaped {
        isEscaped = false
      } else if byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        isInString = false
      }
      return false
    }
    switch byte {
    case UInt8(ascii: "\""): isInString = true
    case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
    case UInt8(ascii: "}"): depth -= 1
    case UInt8(ascii: "]"):
      if depth <= 0 { return true }
      depth -= 1
    case UInt8(ascii: ","): return depth <= 0
    default: break
    }
    return false
  }
}
