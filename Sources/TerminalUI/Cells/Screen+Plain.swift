extension Screen {
  /// Returns the screen for a terminal without colors: no sign lies on a colored ground.
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

  private static let lowBlocks = Set("▁▂▃")
  private static let highBlocks = Set("▄▅▆▇█")
  private static let blocks = highBlocks.union("▏▎▍▌▋▊▉")

  /// Returns the cell where a part of a chart ends, without the color of what lies behind it.
  private static func shaded(_ cell: Cell, _ character: Character) -> Cell {
    switch cell.style {
    case .series2 where lowBlocks.contains(character): Cell("╌", .series2Fill)
    case .series2 where blocks.contains(character): Style.series2.texture
    case .track: highBlocks.contains(character) ? Style.track.texture : cell
    case .series1OnSeries2, .series1OnTrack: Cell(character, .series1)
    case .series2OnTrack: Style.series2.texture
    default: cell
    }
  }

  private static let nearest: [Character: Character] = {
    let pairs: [(String, Character)] = [
      ("─━╌┄", "-"), ("│┃", "|"), ("╎", ":"), ("┏┓┗┛┌┐└┘├┤┬┴┼╭╮╰╯", "+"), ("█▉▊▋▌", "#"),
      ("▓", "="), ("░", "."), ("╱", "/"),
      ("▏▎▍", "|"), ("▁▂", "_"), ("▃▄▅", "o"), ("▆▇", "#"), ("·•∙", "."), ("…", "~"),
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
