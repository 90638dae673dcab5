/// The links of Markdown, `[words](address)`.
enum MarkdownLinks {
  /// Returns a text with `words (address)` in the place of each link, in one pass: its cost grows
  /// with the text's length alone, whatever the brackets.
  static func plain(_ text: String) -> String {
    guard text.utf8.contains(UInt8(ascii: "[")) else { return text }
    let characters = Array(text)
    var result = ""
    /// The first `[` since the last `]`, and what comes before it is in `result`.
    var opening: Int?
    var copied = 0
    /// The address ends at the first `)` or blank after it; kept, so that none is looked for twice.
    var nextEnd = 0
    for index in characters.indices where index >= copied {
      switch characters[index] {
      case "[": opening = opening ?? index
      case "]":
        defer { opening = nil }
        guard let start = opening, index > start + 1, index + 2 < characters.count,
          characters[index + 1] == "("
        else { continue }
        nextEnd = max(nextEnd, index + 2)
        while nextEnd < characters.count, !isEnd(characters[nextEnd]) { nextEnd += 1 }
        guard nextEnd < characters.count, characters[nextEnd] == ")", nextEnd > index + 2 else {
          continue
        }
        result += String(characters[copied..<start]) + String(characters[start + 1..<index])
        result += " (" + String(characters[index + 2..<nextEnd]) + ")"
        copied = nextEnd + 1
      default: break
      }
    }
    return result + String(characters[copied...])
  }

  private static func isEnd(_ character: Character) -> Bool {
    character == ")" || character.isWhitespace
  }
}
