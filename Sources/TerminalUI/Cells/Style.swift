/// What a cell means; the terminal's theme decides how that looks.
///
/// Views name roles, never colors, so that a screen without colors is the same screen.
package enum Style: Sendable, Hashable {
  case plain
  case strong
  case faint
  case rule
  case heading
  /// The text to be labeled.
  case item
  /// The mark beside the text to be labeled.
  case itemMark
  /// A key in the footer, and one that does nothing now.
  case key
  case keyOff
  /// The title line.
  case bar
  case barStrong
  case barFaint
  /// The parts of the split bar, and the cells in which two of them meet.
  case people
  case model
  case rest
  case peopleOnModel
  case peopleOnRest
  case modelOnRest
  case good
  case warning
  case failure
  /// What stands for a character that must not reach the terminal.
  case substitute
  /// The answer that was given before an undo.
  case marked
  /// The step that runs.
  case lit
  /// A label's color as text.
  case label(Int)
  /// The key that gives a label.
  case labelKey(Int)

  /// Labels after these have the same colors again.
  package static let labelColors = 8

  /// Every role once.
  package static let all: [Style] =
    [
      .plain, .strong, .faint, .rule, .heading, .item, .itemMark, .key, .keyOff, .bar, .barStrong,
      .barFaint, .people, .model, .rest, .peopleOnModel, .peopleOnRest, .modelOnRest, .good,
      .warning, .failure, .substitute, .marked, .lit,
    ] + (0..<labelColors).map(Style.label) + (0..<labelColors).map(Style.labelKey)

  /// The letter that stands for this role in a snapshot.
  package var letter: Character {
    switch self {
    case .plain: "."
    case .strong: "b"
    case .faint: "f"
    case .rule: "-"
    case .heading: "h"
    case .item: "i"
    case .itemMark: "|"
    case .key: "k"
    case .keyOff: "x"
    case .bar: "t"
    case .barStrong: "T"
    case .barFaint: "u"
    case .people: "p"
    case .model: "m"
    case .rest: "r"
    case .peopleOnModel: "P"
    case .peopleOnRest: "Q"
    case .modelOnRest: "M"
    case .good: "g"
    case .warning: "w"
    case .failure: "e"
    case .substitute: "?"
    case .marked: "*"
    case .lit: "l"
    case .label(let index): Self.letter(index, from: "0")
    case .labelKey(let index): Self.letter(index, from: "A")
    }
  }

  private static func letter(_ index: Int, from first: Unicode.Scalar) -> Character {
    Character(Unicode.Scalar(UInt8(first.value) + UInt8(index % labelColors)))
  }
}
