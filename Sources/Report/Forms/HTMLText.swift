import Dataset

/// Text from anywhere as text of an HTML page.
enum HTMLText {
  /// Returns a text with the characters of markup escaped, and controls and direction marks as visible
  /// substitutes.
  static func escaped(_ text: String, limit: Int = 2_000) -> String {
    var result = ""
    for character in InertText.of(text, limit: limit).unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
