import TerminalUI
import Testing

@Suite("TextField")
struct TextFieldTests {
  @Test("A field takes printable text, one line of it, up to its limit")
  func field() {
    var field = TextField(limit: 6)
    #expect(type(.character("a"), &field))
    #expect(type(.paste("b\n\u{1B}cdefgh"), &field))
    #expect(field.text == "abcdef")
    #expect(type(.backspace, &field))
    #expect(field.text == "abcde")
    #expect(!type(.enter, &field))
    #expect(type(.control("u"), &field))
    #expect(field.text == "")
  }
}

/// Types a key, outside of a macro that would need a variable of its own.
private func type(_ key: Key, _ field: inout TextField) -> Bool { field.type(key) }
