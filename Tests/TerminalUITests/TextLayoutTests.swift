import TerminalUI
import Testing

@Suite("SafeText: wrapping and truncation")
struct TextLayoutTests {
  private func wrap(_ text: String, _ columns: Int, rows: Int = .max) -> [String] {
    SafeText(text).wrapped(to: columns, rows: rows).map(\.string)
  }

  @Test("Lines break between words")
  func words() {
    #expect(wrap("the quick brown fox", 10) == ["the quick", "brown fox"])
    #expect(wrap("the quick brown fox", 9) == ["the quick", "brown fox"])
    #expect(wrap("well-known words", 8) == ["well-", "known", "words"])
  }

  @Test("A word longer than the line is broken, and nothing is lost")
  func longWord() {
    #expect(wrap("abcdefghij", 4) == ["abcd", "efgh", "ij"])
  }

  @Test("Wide characters never stand across the edge")
  func wide() {
    #expect(wrap("世界市場", 5) == ["世界", "市場"])
    #expect(wrap("a世", 2) == ["a", "世"])
  }

  @Test("The last of too few lines says that there is more")
  func rows() {
    #expect(wrap("one two three four", 5, rows: 2) == ["one", "two…"])
    #expect(wrap("abcdef", 3, rows: 1) == ["ab…"])
    #expect(wrap("fits", 5, rows: 1) == ["fits"])
  }

  @Test("An empty text is one empty line")
  func empty() {
    #expect(wrap("", 10) == [""])
    #expect(wrap("x", 0) == [])
  }

  @Test("A cut text ends in a sign and keeps within its columns")
  func truncation() {
    #expect(SafeText("headline").truncated(to: 8).string == "headline")
    #expect(SafeText("headline").truncated(to: 5).string == "head…")
    #expect(SafeText("世界市場").truncated(to: 6).string == "世界…")
    #expect(SafeText("世界市場").truncated(to: 4).string == "世…")
    #expect(SafeText("x").truncated(to: 0).string == "")
  }

  @Test("No line is ever wider than asked", arguments: 1...30)
  func neverWider(columns: Int) {
    let text = "Márkets 世界 rally; a\u{1B}[0mb “quote”—then\tmore 😀😀 end-of-line "
    for line in SafeText(text).wrapped(to: columns) where columns > 1 {
      #expect(line.columns <= columns)
    }
  }
}
