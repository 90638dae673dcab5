import CCurses
import TerminalUI

/// How roles look, in as many colors as the terminal has.
///
/// Tones are of middling lightness, so that they can be read on dark and on light grounds; plain
/// text has the terminal's own colors.
struct Theme {
  let colors: Int

  /// A look: colors below 0 are the terminal's own.
  private struct Look {
    var foreground = -1
    var background = -1
    var attributes: [cc_attribute] = []
  }

  /// Tells ncurses about every role and returns their numbers.
  func define() -> [Style: Int32] {
    var numbers: [Style: Int32] = [:]
    for (index, style) in Style.all.enumerated() {
      let look = look(of: style)
      cc_define_style(
        Int32(index), Int32(look.foreground), Int32(look.background),
        look.attributes.reduce(0) { $0 | $1.rawValue })
      numbers[style] = Int32(index)
    }
    return numbers
  }

  private func look(of style: Style) -> Look {
    if colors >= 256 { return rich(style) }
    return colors >= 8 ? basic(style) : plain(style)
  }

  // MARK: 256 colors

  private static let people = 179
  private static let model = 73
  private static let rest = 239
  private static let labels = [74, 108, 175, 173, 140, 180, 79, 168]

  private func rich(_ style: Style) -> Look {
    switch style {
    case .plain: Look()
    case .strong: Look(attributes: [CC_BOLD])
    case .faint: Look(foreground: 245)
    case .rule: Look(foreground: 239)
    case .heading: Look(foreground: 74, attributes: [CC_BOLD])
    case .item: Look(attributes: [CC_BOLD])
    case .itemMark: Look(foreground: 74)
    case .key: Look(foreground: 74, attributes: [CC_BOLD])
    case .keyOff: Look(foreground: 240)
    case .bar: Look(foreground: 252, background: 236)
    case .barStrong: Look(foreground: 231, background: 236, attributes: [CC_BOLD])
    case .barFaint: Look(foreground: 245, background: 236)
    case .people: Look(foreground: Self.people)
    case .model: Look(foreground: Self.model)
    case .rest: Look(foreground: Self.rest)
    case .peopleOnModel: Look(foreground: Self.people, background: Self.model)
    case .peopleOnRest: Look(foreground: Self.people, background: Self.rest)
    case .modelOnRest: Look(foreground: Self.model, background: Self.rest)
    case .good: Look(foreground: 71)
    case .warning: Look(foreground: 172, attributes: [CC_BOLD])
    case .failure: Look(foreground: 167, attributes: [CC_BOLD])
    case .substitute: Look(foreground: 167)
    case .marked: Look(foreground: 172, attributes: [CC_BOLD])
    case .lit: Look(foreground: 74, attributes: [CC_BOLD])
    case .label(let index): Look(foreground: Self.labels[index], attributes: [CC_BOLD])
    case .labelKey(let index):
      Look(foreground: 234, background: Self.labels[index], attributes: [CC_BOLD])
    }
  }

  // MARK: 8 and 16 colors

  private static let red = 1
  private static let green = 2
  private static let yellow = 3
  private static let blue = 4
  private static let cyan = 6
  private static let basicLabels = [6, 2, 5, 3, 4, 7, 2, 5]

  /// Grey where there are 16, else dim.
  private var grey: Look { colors >= 16 ? Look(foreground: 8) : Look(attributes: [CC_DIM]) }

  private func basic(_ style: Style) -> Look {
    switch style {
    case .plain: Look()
    case .strong, .item: Look(attributes: [CC_BOLD])
    case .faint, .rule, .keyOff, .rest: grey
    case .heading, .itemMark, .key, .lit: Look(foreground: Self.cyan, attributes: [CC_BOLD])
    case .bar, .barFaint: Look(attributes: [CC_REVERSE])
    case .barStrong: Look(attributes: [CC_REVERSE, CC_BOLD])
    case .people: Look(foreground: Self.yellow)
    case .model: Look(foreground: Self.cyan)
    case .peopleOnModel: Look(foreground: Self.yellow, background: Self.cyan)
    case .peopleOnRest: Look(foreground: Self.yellow, background: colors >= 16 ? 8 : -1)
    case .modelOnRest: Look(foreground: Self.cyan, background: colors >= 16 ? 8 : -1)
    case .good: Look(foreground: Self.green)
    case .warning, .marked: Look(foreground: Self.yellow, attributes: [CC_BOLD])
    case .failure, .substitute: Look(foreground: Self.red, attributes: [CC_BOLD])
    case .label(let index): Look(foreground: Self.basicLabels[index], attributes: [CC_BOLD])
    case .labelKey(let index): Look(foreground: 0, background: Self.basicLabels[index])
    }
  }

  // MARK: no colors

  private func plain(_ style: Style) -> Look {
    switch style {
    case .strong, .item, .heading, .itemMark, .key, .warning, .lit, .label, .people:
      Look(attributes: [CC_BOLD])
    case .faint, .rule, .keyOff, .rest: Look(attributes: [CC_DIM])
    case .bar, .barFaint, .labelKey: Look(attributes: [CC_REVERSE])
    case .barStrong, .failure: Look(attributes: [CC_REVERSE, CC_BOLD])
    case .marked, .substitute: Look(attributes: [CC_UNDERLINE])
    case .plain, .model, .peopleOnModel, .peopleOnRest, .modelOnRest, .good: Look()
    }
  }
}
