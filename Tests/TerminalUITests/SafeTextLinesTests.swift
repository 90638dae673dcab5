import TerminalUI
import Testing

@Suite("SafeText: lines")
struct SafeTextLinesTests {
  private func lines(_ text: String, _ columns: Int = 20) -> [String] {
    SafeText.wrapped(text, to: columns).map(\.string)
  }

  @Test(
    "Line breaks of every kind are kept",
    arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}", "\u{B}", "\u{C}"])
  func breaks(mark: String) {
    #expect(lines("one\(mark)two") == ["one", "two"])
  }

  @Test("Several empty lines become one, those at the ends none")
  func empty() {
    #expect(lines("\n \n\tone\n\n \n\r\n  two\n\n") == ["    one", "", "  two"])
    #expect(lines("") == [""] && lines("\n\n") == [""])
  }

  @Test("Tabs go to multiples of four columns")
  func tabs() {
    #expect(lines("a\tb\tc") == ["a   b   c"])
    #expect(lines("天\tb") == ["天  b"])
  }

  @Test("Long lines are wrapped, and escapes are shown")
  func wrapped() {
    #expect(lines("one two three\nfour\u{1B}", 8) == ["one two", "three", "four␛"])
  }

  @Test("Joiners that a script is spelled with show as nothing, others do")
  func joiners() {
    #expect(SafeText("می\u{200C}خواهم").string == "میخواهم")
    #expect(SafeText("a\u{200C}b").string == "a⟨200C⟩b")
  }

  @Test("Characters that ASCII has not are counted")
  func hidden() {
    #expect(SafeText("a – “b” …").hiddenInASCII == 0)
    #expect(SafeText("aéb 天気").hiddenInASCII == 3)
  }
}
