/// Splits a page into text and tags, as tolerantly as a browser.
///
/// Leaves out comments, scripts and other invisible elements with their content. Refuses nothing:
/// everything that is not a tag is text.
struct MarkupReader {
  private static let hidden: Set<String> = [
    "script", "style", "template", "iframe", "object", "svg", "noscript", "title", "textarea",
    "select", "math",
  ]

  private let bytes: [UInt8]
  private var position = 0

  init(_ text: String) {
    bytes = Array(text.utf8)
  }

  static func tokens(of text: String) -> [MarkupToken] {
    var reader = MarkupReader(text)
    var tokens: [MarkupToken] = []
    while let token = reader.next() {
      tokens.append(token)
      if case .open(let name, _) = token, hidden.contains(name) {
        tokens.removeLast()
        reader.skip(past: "</\(name)")
        reader.skip(past: ">")
      }
    }
    return tokens
  }

  private mutating func next() -> MarkupToken? {
    while position < bytes.count {
      if starts(with: "<!--") {
        skip(past: "-->")
      } else if starts(with: "<!") || starts(with: "<?") {
        skip(past: ">")
      } else if let tag = tag() {
        return tag
      } else {
        return text()
      }
    }
    return nil
  }

  private func starts(with text: StaticString, at offset: Int = 0) -> Bool {
    let start = position + offset
    guard start + text.utf8CodeUnitCount <= bytes.count else { return false }
    return (0..<text.utf8CodeUnitCount).allSatisfy { bytes[start + $0] == text.utf8Start[$0] }
  }

  /// Moves past the next occurrence of a text, ignoring case, or to the end.
  private mutating func skip(past text: String) {
    let wanted = Array(text.utf8)
    while position + wanted.count <= bytes.count {
      let found = bytes[position..<position + wanted.count]
      if zip(found, wanted).allSatisfy({ Self.lowercased($0) == $1 }) {
        position += wanted.count
        return
      }
      position += 1
    }
    position = bytes.count
  }

  /// Reads text up to the next possible tag.
  private mutating func text() -> MarkupToken {
    let start = position
    position += 1
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") { position += 1 }
    return .text(Entities.decode(String(decoding: bytes[start..<position], as: UTF8.self)))
  }

  /// Reads a tag; returns nil and does not move if there is none.
  private mutating func tag() -> MarkupToken? {
    guard bytes[position] == UInt8(ascii: "<") else { return nil }
    let isClosing = position + 1 < bytes.count && bytes[position + 1] == UInt8(ascii: "/")
    let nameStart = position + (isClosing ? 2 : 1)
    guard nameStart < bytes.count, Self.isLetter(bytes[nameStart]) else { return nil }
    position = nameStart
    let name = word { Self.isSpace($0) || $0 == UInt8(ascii: ">") || $0 == UInt8(ascii: "/") }
      .lowercased()
    var attributes: [String: String] = [:]
    while position < bytes.count, bytes[position] != UInt8(ascii: ">") {
      let before = position
      if let (name, value) = attribute(), attributes[name] == nil { attributes[name] = value }
      // Skip a stray byte, such as the slash of <br/>.
      if position == before { position += 1 }
    }
    position += 1
    return isClosing ? .close(name) : .open(name, attributes: attributes)
  }

  private mutating func attribute() -> (name: String, value: String)? {
    skipSpace()
    let name = word {
      Self.isSpace($0) || $0 == UInt8(ascii: "=") || $0 == UInt8(ascii: ">")
        || $0 == UInt8(ascii: "/")
    }
    guard !name.isEmpty else { return nil }
    skipSpace()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else {
      return (name.lowercased(), "")
    }
    position += 1
    skipSpace()
    return (name.lowercased(), Entities.decode(value()))
  }

  private mutating func value() -> String {
    guard position < bytes.count else { return "" }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else {
      return word { Self.isSpace($0) || $0 == UInt8(ascii: ">") }
    }
    position += 1
    let value = word { $0 == quote }
    position += 1
    return value
  }

  private mutating func word(until isEnd: (UInt8) -> Bool) -> String {
    let start = position
    while position < bytes.count, !isEnd(bytes[position]) { position += 1 }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  private mutating func skipSpace() {
    while position < bytes.count, Self.isSpace(bytes[position]) { position += 1 }
  }

  private static func isSpace(_ byte: UInt8) -> Bool {
    byte == 0x20 || (0x09...0x0D).contains(byte)
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(lowercased(byte))
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
  }
}
