/// The role of a cell; the `Theme` decides how it looks.
///
/// Views name roles, never colors, so that a screen without colors is the same screen.
package enum Style: Sendable, Hashable {
  case plain
  case strong
  case faint
  case rule
  case heading
  /// Text that the screen is about, set off by a mark beside it.
  case quote
  case quoteMark
  /// A key in the footer, and one that does nothing now.
  case key
  case keyOff
  /// The title line.
  case bar
  case barStrong
  case barFaint
  /// The series of a chart, the remainder, and the cells in which one ends and the next begins.
  case series1
  case series2
  case track
  /// A whole cell of them, which has a sign of its own.
  case series2Fill
  case trackFill
  case series1OnSeries2
  case series1OnTrack
  case series2OnTrack
  case good
  case warning
  case failure
  /// A substitute for a character that must not reach the terminal.
  case substitute
  /// A choice made before.
  case marked
  /// A step or process that runs.
  case active
  /// The selected row of a list.
  case selected
  /// The color of a category as text, and as the key that chooses it.
  case category(Int)
  case categoryKey(Int)

  /// The number of colors for categories; the colors repeat after these.
  package static let categoryColors = 8

  /// Every role once.
  package static let all: [Style] =
    [
      .plain, .strong, .faint, .rule, .heading, .quote, .quoteMark, .key, .keyOff, .bar,
      .barStrong, .barFaint, .series1, .series2, .track, .series1OnSeries2, .series1OnTrack,
      .series2OnTrack, .series2Fill, .trackFill, .good, .warning, .failure, .substitute, .marked,
      .active, .selected,
    ] + (0..<categoryColors).map(Style.category) + (0..<categoryColors).map(Style.categoryKey)

  /// The letter that stands for this role in a snapshot.
  package var letter: Character {
    switch self {
    case .plain: "."
    case .strong: "b"
    case .faint: "f"
    case .rule: "-"
    case .heading: "h"
    case .quote: "i"
    case .quoteMark: "|"
    case .key: "k"
    case .keyOff: "x"
    case .bar: "t"
    case .barStrong: "T"
    case .barFaint: "u"
    case .series1: "p"
    case .series2: "m"
    case .track: "r"
    case .series2Fill: "n"
    case .trackFill: "R"
    case .series1OnSeries2: "P"
    case .series1OnTrack: "Q"
    case .series2OnTrack: "M"
    case .good: "g"
    case .warning: "w"
    case .failure: "e"
    case .substitute: "?"
    case .marked: "*"
    case .active: "l"
    case .selected: "s"
    case .category(let index): Self.letter(index, from: "0")
    case .categoryKey(let index): Self.letter(index, from: "A")
    }
  }

  private static func letter(_ index: Int, from first: Unicode.Scalar) -> Character {
    Character(Unicode.Scalar(UInt8(first.value) + UInt8(index % categoryColors)))
  }
}
