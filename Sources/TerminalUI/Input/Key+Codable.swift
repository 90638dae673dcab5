/// A key as a string: a character is itself, every other key has a name of several letters.
extension Key: Codable {
  private static let names: [(key: Key, name: String)] = [
    (.enter, "enter"), (.escape, "escape"), (.tab, "tab"), (.backTab, "back tab"),
    (.backspace, "backspace"), (.delete, "delete"), (.up, "up"), (.down, "down"), (.left, "left"),
    (.right, "right"), (.pageUp, "page up"), (.pageDown, "page down"), (.home, "home"),
    (.end, "end"), (.other, "other"),
  ]

  private static let paste = "paste:"
  private static let control = "control:"

  package init(from decoder: any Decoder) throws {
    let code = try decoder.singleValueContainer().decode(String.self)
    if code.count == 1, let character = code.first {
      self = .character(character)
    } else if code.hasPrefix(Self.paste) {
      self = .paste(String(code.dropFirst(Self.paste.count)))
    } else if code.hasPrefix(Self.control), let letter = code.last {
      self = .control(letter)
    } else {
      self = Self.names.first { $0.name == code }?.key ?? .other
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .character(let character): try container.encode(String(character))
    case .paste(let text): try container.encode(Self.paste + text)
    case .control(let letter): try container.encode(Self.control + String(letter))
    default: try container.encode(Self.names.first { $0.key == self }?.name ?? "other")
    }
  }
}
