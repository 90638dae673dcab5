/// Text from any source, made safe for the screen.
///
/// Control characters, escapes, direction marks, zero-width and unassigned characters become
/// visible substitutes. Every text that is written on a `Screen` passes through here.
///
///     SafeText("a\u{1B}[2J").string    // "a␛[2J"
package struct SafeText: Sendable, Equatable {
  /// One character as the terminal shows it.
  package struct Glyph: Sendable, Equatable {
    package let character: Character
    package let columns: Int
    /// A substitute for a character that is not sent.
    package let isSubstitute: Bool

    package init(_ character: Character, columns: Int = 1, isSubstitute: Bool = false) {
      self.character = character
      self.columns = columns
      self.isSubstitute = isSubstitute
    }
  }

  package private(set) var glyphs: [Glyph]
  /// The text was longer than the limit.
  package private(set) var isCut = false

  package init(glyphs: [Glyph] = []) {
    self.glyphs = glyphs
  }

  /// Reads a text, at most `limit` glyphs of it: a line of megabytes costs no more than a screen.
  package init(_ text: String, limit: Int = .max) {
    glyphs = []
    for scalar in text.unicodeScalars {
      if glyphs.count > limit {
        glyphs.removeSubrange(limit...)
        isCut = true
        return
      }
      append(scalar)
    }
  }

  package var columns: Int { glyphs.reduce(0) { $0 + $1.columns } }

  package var string: String { String(glyphs.map(\.character)) }

  package var isEmpty: Bool { glyphs.isEmpty }

  package mutating func append(_ glyph: Glyph) { glyphs.append(glyph) }

  private mutating func append(_ scalar: Unicode.Scalar) {
    switch CharacterWidth.columns(of: scalar) {
    case 0: appendMark(scalar)
    case let columns?: glyphs.append(Glyph(Character(scalar), columns: columns))
    // A selector between emoji changes their look at most; two emoji side by side say the same.
    case nil where scalar.value == 0xFE0F || (scalar.value == 0x200D && endsWithEmoji): break
    case nil where isJoinControl(scalar): break
    case nil: appendSubstitute(scalar)
    }
  }

  /// Spelling of scripts from Arabic to Myanmar, which show as nothing: zero-width (non-)joiners.
  private func isJoinControl(_ scalar: Unicode.Scalar) -> Bool {
    guard scalar.value == 0x200C || scalar.value == 0x200D, let last = glyphs.last,
      !last.isSubstitute, let before = last.character.unicodeScalars.first
    else { return false }
    return (0x600...0x109F).contains(before.value) && before.properties.isAlphabetic
  }

  /// Marks beyond this on one letter are dropped; ncurses keeps no more in a cell.
  private static let marksPerCell = 4

  private var endsWithEmoji: Bool {
    guard let last = glyphs.last, !last.isSubstitute else { return false }
    return last.character.unicodeScalars.first?.properties.isEmojiPresentation ?? false
  }

  /// Joins a combining mark to the letter before it, if the two are one character.
  private mutating func appendMark(_ scalar: Unicode.Scalar) {
    guard let last = glyphs.last, !last.isSubstitute else { return appendLoneMark(scalar) }
    var joined = last.character.unicodeScalars.map { $0 }
    joined.append(scalar)
    let text = String(String.UnicodeScalarView(joined))
    guard text.count == 1, let character = text.first else { return appendLoneMark(scalar) }
    guard joined.count <= Self.marksPerCell + 1 else { return }
    glyphs[glyphs.count - 1] = Glyph(character, columns: last.columns)
  }

  /// Puts a mark that has no letter on a dotted circle.
  private mutating func appendLoneMark(_ scalar: Unicode.Scalar) {
    let text = "\u{25CC}" + String(Character(scalar))
    guard text.count == 1, let character = text.first else { return appendSubstitute(scalar) }
    glyphs.append(Glyph(character, isSubstitute: true))
  }

  private mutating func appendSubstitute(_ scalar: Unicode.Scalar) {
    let shown =
      switch scalar.value {
      case 0..<0x20: String(Character(Unicode.Scalar(UInt16(0x2400 + scalar.value)) ?? "?"))
      case 0x7F: "\u{2421}"
      default: "⟨" + String(scalar.value, radix: 16, uppercase: true) + "⟩"
      }
    for character in shown { glyphs.append(Glyph(character, isSubstitute: true)) }
  }
}
