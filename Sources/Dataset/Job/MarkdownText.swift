import Domain

/// Converts plain text or Markdown to the blocks of a guide.
struct MarkdownText {
  private var blocks: [Guide.Block] = []
  private var kind = Guide.Block.Kind.paragraph
  /// The lines of the current block.
  private var lines: [Substring] = []
  private var isQuote = false
  private var isTable = false

  static func blocks(of text: String) -> [Guide.Block] {
    var reader = MarkdownText()
    for line in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline) {
      reader.add(line.trimmingSpaces)
    }
    reader.endBlock()
    return reader.blocks
  }

  private mutating func add(_ line: Substring) {
    let words = line.drop { $0 == ">" || $0.isWhitespace }
    let quoted = line.hasPrefix(">")
    if quoted != isQuote { endBlock() }
    isQuote = quoted
    if words.hasPrefix("|") {
      addRow(words)
      return
    }
    isTable = false
    if words.isEmpty {
      endBlock()
    } else if let (kind, content) = Self.marked(words) {
      endBlock()
      self.kind = kind
      lines = [content]
      if kind == .heading { endBlock() }
    } else {
      lines.append(words)
    }
  }

  /// Adds a row of a table: the head as a paragraph, the others as bullets.
  private mutating func addRow(_ row: Substring) {
    guard !row.allSatisfy({ "|-: ".contains($0) }) else { return }
    endBlock()
    kind = isTable ? .bullet : .paragraph
    isTable = true
    let cells = row.split(separator: "|").map(\.trimmingSpaces).filter { !$0.isEmpty }
    lines = [Substring(cells.joined(separator: " · "))]
    endBlock()
  }

  private mutating func endBlock() {
    let words = Self.plain(lines.joined(separator: " "))
    if !words.isEmpty { blocks.append(Guide.Block(kind: kind, text: words)) }
    lines = []
    kind = .paragraph
  }

  private static func marked(_ line: Substring) -> (Guide.Block.Kind, Substring)? {
    let hashes = line.prefix { $0 == "#" }.count
    let afterHashes = line.dropFirst(hashes)
    if (1...6).contains(hashes), afterHashes.hasPrefix(" ") {
      return (.heading, afterHashes.trimmingSpaces)
    }
    if isNumbered(line) { return (.bullet, line) }
    guard let mark = line.first, "-*+•".contains(mark), line.dropFirst().hasPrefix(" ") else {
      return nil
    }
    return (.bullet, line.dropFirst().trimmingSpaces)
  }

  private static func isNumbered(_ line: Substring) -> Bool {
    let digits = line.prefix { $0.isASCII && $0.isNumber }
    let rest = line.dropFirst(digits.count)
    // At most three digits: a year at the start of a line is not a list number.
    return (1...3).contains(digits.count) && (rest.hasPrefix(". ") || rest.hasPrefix(") "))
  }

  /// Removes the marks of emphasis, bold, code and links from a line.
  private static func plain(_ text: String) -> String {
    var result = text
    for mark in ["**", "__", "`"] { result = result.replacing(mark, with: "") }
    return withoutEmphasis(MarkdownLinks.plain(result))
  }

  /// Removes asterisks and underscores around words, but not inside words.
  private static func withoutEmphasis(_ text: String) -> String {
    let characters = Array(text)
    var openings: [Character: Int] = [:]
    var dropped: Set<Int> = []
    for (index, mark) in characters.enumerated() where mark == "*" || mark == "_" {
      let before = index > 0 ? characters[index - 1] : " "
      let after = index + 1 < characters.count ? characters[index + 1] : " "
      if let opening = openings[mark], !before.isWhitespace, !after.isPartOfWord {
        dropped.formUnion([opening, index])
        openings[mark] = nil
      } else if !before.isPartOfWord, !after.isWhitespace {
        openings[mark] = index
      }
    }
    return String(characters.indices.filter { !dropped.contains($0) }.map { characters[$0] })
  }
}

extension Character {
  fileprivate var isPartOfWord: Bool { isLetter || isNumber }
}

extension Substring {
  fileprivate var trimmingSpaces: Substring {
    var result = drop(while: \.isWhitespace)
    while result.last?.isWhitespace == true { result.removeLast() }
    return result
  }
}
