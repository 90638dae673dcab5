/// The facts about a table of text that its parser needs; Python's csv module calls them a dialect.
package struct TableDialect: Sendable, Equatable {
  /// The byte between fields; nil for a single column.
  package var separator: UInt8?
  /// Whether a field in double quotes may hold separators, line ends and doubled quotes.
  package var quotes = true
  /// Whether the first record has the names of the columns; else they are `column-1` and so on.
  package var hasHeader = true
  /// Whether the file begins with Excel's own line `sep=;`.
  package var hasSeparatorLine = false

  package init(separator: UInt8?) {
    self.separator = separator
    quotes = separator != 0x09
  }

  /// The separators of tables, the likeliest first.
  package static let separators: [UInt8] = [0x2C, 0x3B, 0x09, 0x7C]

  /// Returns the separator of a name or the character itself.
  package static func separator(named name: String) -> UInt8? {
    switch name {
    case ",", "comma": 0x2C
    case ";", "semicolon": 0x3B
    case "\t", "\\t", "tab": 0x09
    case "|", "pipe": 0x7C
    default: nil
    }
  }

  static func title(of separator: UInt8) -> String {
    switch separator {
    case 0x09: "tabs"
    case 0x3B: "semicolons"
    case 0x7C: "vertical bars"
    default: "commas"
    }
  }
}
