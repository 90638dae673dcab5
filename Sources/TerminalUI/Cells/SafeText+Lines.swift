extension SafeText {
  /// Returns a text in lines of at most so many columns; its own line breaks are kept.
  ///
  /// Tabs go to the next multiple of four columns. Empty lines at both ends are left out, and
  /// several in a row become one.
  package static func wrapped(_ text: String, to limit: Int) -> [SafeText] {
    lines(of: text).flatMap { $0.wrapped(to: limit) }
  }

  private static func lines(of text: String) -> [SafeText] {
    var lines: [SafeText] = []
    for line in ownLines(text) {
      let safe = SafeText(line)
      let isBlank = safe.glyphs.allSatisfy { $0.character == " " || $0.character == "\u{3000}" }
      guard isBlank else {
        lines.append(safe)
        continue
      }
      if let last = lines.last, !last.isEmpty { lines.append(SafeText()) }
    }
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.isEmpty ? [SafeText()] : lines
  }

  private static let tabStop = 4

  /// Splits at line breaks of every kind and replaces tabs.
  private static func ownLines(_ text: String) -> [String] {
    var lines: [String] = []
    var line = ""
    var used = 0
    var wasReturn = false
    for scalar in text.unicodeScalars {
      defer { wasReturn = scalar == "\r" }
      if scalar == "\n", wasReturn { continue }
      switch scalar {
      case "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}":
        lines.append(line)
        line = ""
        used = 0
      case "\t":
        let spaces = tabStop - used % tabStop
        line += String(repeating: " ", count: spaces)
        used += spaces
      default:
        line.unicodeScalars.append(scalar)
        used += CharacterWidth.columns(of: scalar) ?? 1
      }
    }
    return lines + [line]
  }
}
