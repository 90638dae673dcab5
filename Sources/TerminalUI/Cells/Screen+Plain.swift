extension Screen {
  /// Returns the screen for a terminal without colors: shades take the place of colors.
  package var withoutColors: Screen {
    var plain = self
    plain.map { cell in
      guard let character = cell.character else { return cell }
      return Self.shaded(Cell(character, cell.style), character)
    }
    return plain
  }

  /// Returns the screen for a terminal that shows ASCII only.
  ///
  /// The workbench's signs become the nearest ASCII ones, other characters a question mark.
  package var inASCII: Screen {
    var plain = self
    plain.map { cell in
      guard let character = cell.character else { return Cell(" ", cell.style) }
      guard !character.isASCII else { return cell }
      return Cell(Self.nearest[character] ?? "?", cell.style)
    }
    return plain
  }

  /// Returns whether an ASCII terminal shows a character by itself or by a near one.
  static func isInASCII(_ character: Character) -> Bool {
    character.isASCII || nearest[character] != nil
  }

  private static let largeBlocks = Set("▌▋▊▉█▄▅▆▇")

  private static func shaded(_ cell: Cell, _ character: Character) -> Cell {
    // The legend says which shade is whose.
    let isFull = character == "█" || character == "■"
    let isLarge = largeBlocks.contains(character)
    switch cell.style {
    case .series1 where isFull: return Cell("█", .series1)
    case .series2 where isFull || isLarge: return Cell("▓", .series2)
    case .track where isFull || isLarge: return Cell("░", .track)
    case .series1OnSeries2: return isLarge ? Cell("█", .series1) : Cell("▓", .series2)
    case .series1OnTrack: return isLarge ? Cell("█", .series1) : Cell("░", .track)
    case .series2OnTrack: return isLarge ? Cell("▓", .series2) : Cell("░", .track)
    default: return cell
    }
  }

  private static let nearest: [Character: Character] = {
    let pairs: [(String, Character)] = [
      ("─━╌┄", "-"), ("│┃", "|"), ("╎", ":"), ("┏┓┗┛┌┐└┘├┤┬┴┼╭╮╰╯", "+"), ("█▉▊▋▌", "#"),
      ("▓", "="), ("░", "."),
      ("▏▎▍", " "), ("▁▂", "_"), ("▃▄▅", "o"), ("▆▇", "#"), ("·•∙", "."), ("…", "~"),
      ("‘’‚′´", "'"), ("“”„″", "\""), ("–—‐‑−", "-"), ("×", "x"), ("✓", "+"), ("✗", "x"),
      ("●", "*"), ("○", "o"), ("■", "#"), ("▲↑", "^"), ("↓▼", "v"), ("←◂", "<"), ("→▸▶", ">"),
      ("≥", ">"), ("≤", "<"), ("≈", "~"), ("⟨", "<"), ("⟩", ">"), ("⣾⢿", "|"), ("⣽⡿", "/"),
      ("⣻⣟", "-"), ("⣯⣷", "\\"), ("\u{A0}", " "),
    ]
    return Dictionary(
      pairs.flatMap { signs, ascii in signs.map { ($0, ascii) } }, uniquingKeysWith: { $1 })
  }()
}

extension SafeText {
  /// The number of characters that an ASCII terminal shows as question marks.
  package var hiddenInASCII: Int { glyphs.count { !Screen.isInASCII($0.character) } }
}
