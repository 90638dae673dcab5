import TerminalUI
import Testing

@Suite("SafeText")
struct SafeTextTests {
  @Test("An escape sequence is shown, not obeyed")
  func escape() {
    let text = SafeText("a\u{1B}[2Jb")
    #expect(text.string == "a␛[2Jb")
    #expect(text.glyphs.map(\.isSubstitute) == [false, true, false, false, false, false])
  }

  @Test("Control characters, direction marks and zero-width characters become visible")
  func invisible() {
    #expect(SafeText("a\tb\nc\u{7F}").string == "a␉b␊c␡")
    #expect(SafeText("\u{202E}gnp").string == "⟨202E⟩gnp")
    #expect(SafeText("a\u{200B}b").string == "a⟨200B⟩b")
    #expect(SafeText("\u{9B}31m").string == "⟨9B⟩31m")
    #expect(SafeText("\u{E000}").string == "⟨E000⟩")
  }

  @Test("A mark joins its letter; without one it stands on a dotted circle")
  func marks() {
    let joined = SafeText("e\u{301}t")
    #expect(joined.glyphs.count == 2)
    #expect(joined.columns == 2)
    #expect(SafeText("\u{301}x").string == "\u{25CC}\u{301}x")
  }

  @Test("Marks piled on one letter do not grow without end")
  func piledMarks() {
    let text = SafeText("a" + String(repeating: "\u{301}", count: 5000) + "b")
    #expect(text.columns == 2)
    #expect(text.glyphs[0].character.unicodeScalars.count <= 5)
  }

  @Test("A Hangul vowel without a consonant does not join what is before it")
  func loneJamo() {
    let text = SafeText("a\u{1161}")
    #expect(text.glyphs.allSatisfy { $0.columns > 0 })
    #expect(text.glyphs.first?.character == "a")
  }

  @Test("Emoji joined by zero-width joiners are shown side by side")
  func emoji() {
    #expect(SafeText("👩\u{200D}🔬").string == "👩🔬")
    #expect(SafeText("👩\u{200D}🔬").columns == 4)
  }

  @Test("Only as much of a text is read as is asked for")
  func limit() {
    let text = SafeText(String(repeating: "x", count: 2_000_000), limit: 10)
    #expect(text.columns == 10)
    #expect(text.isCut)
    #expect(!SafeText("0123456789", limit: 10).isCut)
  }

  @Test("Any scalar gives a text with a width and nothing that moves a cursor")
  func anyScalars() {
    let disturbing = stride(from: UInt32(0), through: 0x10FFFF, by: 7).filter { value in
      guard let scalar = Unicode.Scalar(value) else { return false }
      let text = SafeText("x" + String(Character(scalar)) + "y")
      let isInert = text.string.unicodeScalars.allSatisfy { CharacterWidth.columns(of: $0) != nil }
      return text.columns < 2 || !isInert
    }
    #expect(disturbing.isEmpty)
  }
}
