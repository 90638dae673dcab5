/// Parses fastText's training files: `__label__a __label__b some text`.
///
/// Every token with the prefix is a label, wherever it stands (fastText 0.9.2,
/// https://fasttext.cc/docs/en/supervised-tutorial.html, and Dictionary::getLine in its source).
struct FastTextParser: RowParser {
  static let prefix = Array("__label__".utf8)

  var columnUse: ColumnUse { ColumnUse(tool: .fastText, label: "__label__") }

  /// Returns whether a word of a line is a label.
  static func hasLabel(_ line: UnsafeBufferPointer<UInt8>) -> Bool {
    line.split(whereSeparator: { $0 == 0x20 || $0 == 0x09 }).contains { $0.starts(with: prefix) }
  }

  func row(
    _ record: UnsafeBufferPointer<UInt8>, line: Int
  ) throws(ImportFault) -> SourceRow? {
    if record.isEmpty { return nil }
    var labels: [String] = []
    var text: [UInt8] = []
    var start = 0
    while start < record.count {
      let end = record[start...].firstIndex { $0 == 0x20 || $0 == 0x09 } ?? record.count
      let token = record.slice(start..<end)
      let next = record[end...].firstIndex { $0 != 0x20 && $0 != 0x09 } ?? record.count
      if token.count > Self.prefix.count, token.starts(with: Self.prefix) {
        let name = try FieldText.decode(token.slice(Self.prefix.count..<token.count))
        guard !name.contains(",") else { throw .labelWithComma(name) }
        labels.append(name)
      } else {
        text.append(contentsOf: record[start..<next])
      }
      start = next
    }
    while let last = text.last, last == 0x20 || last == 0x09 { text.removeLast() }
    let decoded = try text.withUnsafeBufferPointer { bytes throws(ImportFault) in
      try FieldText.decode(bytes)
    }
    return SourceRow(line: line, text: decoded, answer: GivenAnswer(labels), id: nil, fields: [])
  }
}
