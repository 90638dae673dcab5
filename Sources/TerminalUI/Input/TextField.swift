/// One line that a person types.
package struct TextField: Sendable, Equatable {
  package private(set) var text: String
  /// The most characters that it takes.
  package let limit: Int

  package init(limit: Int, text: String = "") {
    self.limit = limit
    self.text = text
  }

  /// Types a key; false for a key that types nothing.
  package mutating func type(_ key: Key) -> Bool {
    switch key {
    case .character(let character): append(String(character))
    case .paste(let text): append(text)
    case .backspace: if !text.isEmpty { text.removeLast() }
    case .control("u"): text = ""
    default: return false
    }
    return true
  }

  private mutating func append(_ more: String) {
    let printable = more.unicodeScalars.filter { CharacterWidth.columns(of: $0) != nil }
    text = String((text + String(String.UnicodeScalarView(printable))).prefix(limit))
  }
}
