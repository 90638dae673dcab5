extension SafeText {
  /// Returns the text in at most so many columns, with `…` at the end if some of it is missing.
  package func truncated(to limit: Int) -> SafeText {
    guard columns > limit || isCut else { return self }
    guard limit > 0 else { return SafeText() }
    var kept = SafeText()
    var used = 0
    for glyph in glyphs {
      guard used + glyph.columns <= limit - 1 else { break }
      kept.append(glyph)
      used += glyph.columns
    }
    kept.append(Glyph("…"))
    return kept
  }

  /// Returns the text in lines of at most so many columns, broken between words where possible.
  ///
  /// With more lines than `rows`, the last one ends in `…`.
  package func wrapped(to limit: Int, rows: Int = .max) -> [SafeText] {
    guard limit > 0, rows > 0 else { return [] }
    var lines: [SafeText] = []
    var rest = glyphs[...]
    while !rest.isEmpty {
      guard lines.count < rows else {
        lines[rows - 1] = lines[rows - 1].cut(to: limit)
        return lines
      }
      lines.append(Self.takeLine(from: &rest, limit: limit))
    }
    if isCut, let last = lines.popLast() { lines.append(last.cut(to: limit)) }
    return lines.isEmpty ? [SafeText()] : lines
  }

  /// Returns the line with an ellipsis at its end.
  package func cut(to limit: Int) -> SafeText {
    var longer = self
    longer.append(Glyph("…"))
    return longer.columns <= limit ? longer : marked(to: limit)
  }

  private func marked(to limit: Int) -> SafeText {
    var longer = self
    longer.append(Glyph(" "))
    longer.append(Glyph(" "))
    return longer.truncated(to: limit)
  }

  /// Removes the next line from the text, up to the last possible break that fits.
  private static func takeLine(from rest: inout ArraySlice<Glyph>, limit: Int) -> SafeText {
    var used = 0
    var end = rest.startIndex
    var lastBreak: Int?
    while end < rest.endIndex, used + rest[end].columns <= limit || end == rest.startIndex {
      used += rest[end].columns
      end += 1
      if end < rest.endIndex, isBreak(after: rest[end - 1], before: rest[end]) { lastBreak = end }
    }
    let stop = end == rest.endIndex ? end : (lastBreak ?? end)
    var line = rest[rest.startIndex..<stop]
    rest = rest[stop...]
    while rest.first?.character == " " { rest.removeFirst() }
    while line.last?.character == " " { line.removeLast() }
    return SafeText(glyphs: Array(line))
  }

  private static func isBreak(after left: Glyph, before right: Glyph) -> Bool {
    if right.character == " " { return true }
    if left.character == " " || left.character == "-" || left.character == "—" { return true }
    return left.columns == 2 || right.columns == 2
  }
}

/// Returns how many columns a text takes on a screen.
package func columns(of text: String) -> Int { SafeText(text).columns }
