/// Plain text or Markdown as the blocks of a guide.
enum MarkdownText {
  static func blocks(of text: String) -> [Guide.Block] {
    var blocks: [Guide.Block] = []
    var paragraph: [Substring] = []
    func endParagraph() {
      let words = paragraph.joined(separator: " ")
      if !words.isEmpty { blocks.append(Guide.Block(kind: .paragraph, text: plain(words))) }
      paragraph = []
    }
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      let words = line.trimmingSpaces
      if words.isEmpty {
        endParagraph()
      } else if let (kind, content) = marked(words) {
        endParagraph()
        blocks.append(Guide.Block(kind: kind, text: plain(String(content))))
      } else {
        if isNumbered(words) { endParagraph() }
        paragraph.append(words)
      }
    }
    endParagraph()
    return blocks.filter { !$0.text.isEmpty }
  }

  private static func marked(_ line: Substring) -> (Guide.Block.Kind, Substring)? {
    let hashes = line.prefix { $0 == "#" }.count
    let afterHashes = line.dropFirst(hashes)
    if (1...6).contains(hashes), afterHashes.hasPrefix(" ") {
      return (.heading, afterHashes.trimmingSpaces)
    }
    guard let mark = line.first, "-*+•".contains(mark), line.dropFirst().hasPrefix(" ") else {
      return nil
    }
    return (.bullet, line.dropFirst().trimmingSpaces)
  }

  private static func isNumbered(_ line: Substring) -> Bool {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    return !digits.isEmpty && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
  }

  /// Takes the marks for bold, code and links out of a line.
  private static func plain(_ text: String) -> String {
    var result = text
    for mark in ["**", "__", "`"] { result = result.replacing(mark, with: "") }
    return result.replacing(#/\[([^\]]+)\]\(([^)\s]+)\)/#) { "\($0.1) (\($0.2))" }
  }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var result = drop(while: \.isWhitespace)
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}
