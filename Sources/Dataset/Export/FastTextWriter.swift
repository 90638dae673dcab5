/// Writes items as `__label__NAME text`, one on each line, as fastText's `supervised` reads them.
///
/// fastText knows neither blanks in a label nor line ends in a text: blanks of a name become `_`, line ends
/// of a text blanks. A text that has a word beginning with `__label__` cannot be written: fastText
/// would take the word for a label.
///
/// Source: <https://fasttext.cc/docs/en/supervised-tutorial.html> (fastText 0.9.2).
struct FastTextWriter: ItemWriter {
  private static let prefix = Array("__label__".utf8)

  func append(_ item: ExportedItem, to output: inout [UInt8]) -> Bool {
    let words = item.text.utf8.split(whereSeparator: Self.endsWord)
    if words.contains(where: { $0.starts(with: Self.prefix) }) { return false }
    if let label = item.label {
      output += Self.prefix
      output += "\(Self.name(label)) ".utf8
    }
    output += item.text.utf8.map { $0 == 0x0A || $0 == 0x0D ? 0x20 : $0 }
    output.append(0x0A)
    return true
  }

  /// Returns a label's name as one word.
  static func name(_ label: String) -> String {
    label.split(whereSeparator: \.isWhitespace).joined(separator: "_")
  }

  /// Whether fastText ends a word at a byte (`Dictionary::readWord`).
  private static func endsWord(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte) || byte == 0
  }
}
