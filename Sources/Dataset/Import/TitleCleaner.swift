/// Cleans titles as the notebook of Amazon's sample does.
enum TitleCleaner {
  /// Removes everything that is neither a word character nor space, and cuts at a line end.
  ///
  /// Word characters are Python's `\w`: letters, numbers and the underscore.
  static func clean(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      if scalar == "\n" { break }
      if isWord(scalar) || isSpace(scalar) { result.append(scalar) }
    }
    return String(result)
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar == "_" { return true }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// Python's `\s` also takes the four separators U+001C–U+001F.
  private static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isWhitespace || (0x1C...0x1F).contains(scalar.value)
  }
}
