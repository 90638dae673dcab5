extension Screen {
  /// Returns the screen for a terminal without colours: what colour told apart, shade tells apart.
  package var withoutColors: Screen {
    var plain = self
    plain.map { cell in
      guard let character = cell.character else { return cell }
      return Cell(Self.shade(character, cell.style), cell.style)
    }
    return plain
  }

  /// Returns the screen for a terminal that shows ASCII only.
  ///
  /// Signs of our own become the nearest ASCII ones, other characters a question mark.
  package var inASCII: Screen {
    var plain = self
    plain.map { cell in
      guard let character = cell.character else { return Cell(" ", cell.style) }
      guard !character.isASCII else { return cell }
      return Cell(Self.nearest[character] ?? "?", cell.style)
    }
    return plain
  }

  private static let blocks = Set("▏▎▍▌▋▊▉█▁▂▃▄▅▆▇")
  private static let largeBlocks = Set("▌▋▊▉█")

  private static func shade(_ character: Character, _ style: Style) -> Character {
    guard blocks.contains(character) else { return character }
    let isLarge = largeBlocks.contains(character)
    return switch style {
    case .model: character == "█" ? "▓" : character
    case .rest: character == "█" ? "░" : character
    case .peopleOnModel: isLarge ? "█" : "▓"
    case .peopleOnRest: isLarge ? "█" : "░"
    case .modelOnRest: isLarge ? "▓" : "░"
    default: character
    }
  }

  private static let nearest: [Character: Character] = {
    let pairs: [(String, Character)] = [
      ("─━", "-"), ("│┃", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯", "+"), ("█▉▊▋▌", "#"), ("▓", "="), ("░", "."),
      ("▏▎▍", " "), ("▁▂", "_"), ("▃▄▅", "o"), ("▆▇", "#"), ("·•∙", "."), ("…", "~"),
      ("‘’‚′´", "'"), ("“”„″", "\""), ("–—‐‑−", "-"), ("×", "x"), ("✓", "+"), ("✗", "x"),
      ("●", "*"), ("○", "o"), ("■", "#"), ("▲↑", "^"), ("↓▼", "v"), ("←◂", "<"), ("→▸", ">"),
      ("≥", ">"), ("≤", "<"), ("≈", "~"), ("⟨", "<"), ("⟩", ">"), ("⣾⢿", "|"), ("⣽⡿", "/"),
      ("⣻⣟", "-"), ("⣯⣷", "\\"), ("\u{A0}", " "),
    ]
    return Dictionary(
      pairs.flatMap { signs, ascii in signs.map { ($0, ascii) } }, uniquingKeysWith: { $1 })
  }()
}
