/// The look of every role, in as many colors as the terminal has.
///
/// Colors are of medium lightness, so that they can be read on dark and on light backgrounds;
/// plain text has the terminal's own colors.
package struct Theme: Sendable {
  /// The colors and attributes of a role.
  package struct Look: Sendable, Equatable {
    /// Numbers of the 256-color palette; nil for the terminal's own color.
    package var foreground: Int?
    package var background: Int?
    package var attributes: Set<Attribute> = []
  }

  package enum Attribute: Sendable, Hashable {
    case bold
    case dim
    case reverse
    case underline
  }

  /// The number of colors of the terminal; below 8 none are used.
  package let colors: Int

  package init(colors: Int) {
    self.colors = colors
  }

  package func look(of style: Style) -> Look {
    if colors >= 256 { return rich(style) }
    return colors >= 8 ? basic(style) : plain(style)
  }

  // MARK: 256 colors

  private static let series1 = 179
  private static let series2 = 73
  private static let track = 239
  /// The signs on a filled cell: darker than the second series, lighter than the remainder.
  private static let series2Sign = 23
  private static let trackSign = 242
  private static let accent = 74
  private static let categories = [74, 108, 175, 173, 140, 180, 79, 168]

  private func rich(_ style: Style) -> Look {
    switch style {
    case .plain: Look()
    case .strong, .quote: Look(attributes: [.bold])
    case .faint: Look(foreground: 245)
    case .rule: Look(foreground: 239)
    case .heading, .key, .active: Look(foreground: Self.accent, attributes: [.bold])
    case .quoteMark: Look(foreground: Self.accent)
    case .keyOff: Look(foreground: 240)
    case .bar: Look(foreground: 252, background: 236)
    case .barStrong: Look(foreground: 231, background: 236, attributes: [.bold])
    case .barFaint: Look(foreground: 245, background: 236)
    case .series1: Look(foreground: Self.series1)
    case .series2: Look(foreground: Self.series2)
    case .track: Look(foreground: Self.track)
    case .series2Fill: Look(foreground: Self.series2Sign, background: Self.series2)
    case .trackFill: Look(foreground: Self.trackSign, background: Self.track)
    case .series1OnSeries2: Look(foreground: Self.series1, background: Self.series2)
    case .series1OnTrack: Look(foreground: Self.series1, background: Self.track)
    case .series2OnTrack: Look(foreground: Self.series2, background: Self.track)
    case .good: Look(foreground: 71)
    case .warning, .marked: Look(foreground: 172, attributes: [.bold])
    case .failure: Look(foreground: 167, attributes: [.bold])
    case .substitute: Look(foreground: 167)
    case .selected: Look(foreground: 231, background: 24, attributes: [.bold])
    case .category(let index): Look(foreground: Self.category(index), attributes: [.bold])
    case .categoryKey(let index):
      Look(foreground: 234, background: Self.category(index), attributes: [.bold])
    }
  }

  private static func category(_ index: Int) -> Int { categories[index % categories.count] }

  // MARK: 8 and 16 colors

  private static let red = 1
  private static let green = 2
  private static let yellow = 3
  private static let cyan = 6
  private static let basicCategories = [6, 2, 5, 3, 4, 7, 2, 5]

  /// The gray of 16 colors; nil where there are 8.
  private var gray: Int? { colors >= 16 ? 8 : nil }

  private func basic(_ style: Style) -> Look {
    switch style {
    case .plain: Look()
    case .strong, .quote: Look(attributes: [.bold])
    case .faint, .rule, .keyOff, .track, .trackFill: gray.map { Look(foreground: $0) } ?? dim
    case .heading, .quoteMark, .key, .active: Look(foreground: Self.cyan, attributes: [.bold])
    case .bar, .barFaint: Look(attributes: [.reverse])
    case .barStrong, .selected: Look(attributes: [.reverse, .bold])
    case .series1: Look(foreground: Self.yellow)
    case .series2: Look(foreground: Self.cyan)
    case .series2Fill: Look(foreground: 0, background: Self.cyan)
    case .series1OnSeries2: Look(foreground: Self.yellow, background: Self.cyan)
    case .series1OnTrack: Look(foreground: Self.yellow, background: gray)
    case .series2OnTrack: Look(foreground: Self.cyan, background: gray)
    case .good: Look(foreground: Self.green)
    case .warning, .marked: Look(foreground: Self.yellow, attributes: [.bold])
    case .failure, .substitute: Look(foreground: Self.red, attributes: [.bold])
    case .category(let index): Look(foreground: Self.basicCategory(index), attributes: [.bold])
    case .categoryKey(let index): Look(foreground: 0, background: Self.basicCategory(index))
    }
  }

  private static func basicCategory(_ index: Int) -> Int {
    basicCategories[index % basicCategories.count]
  }

  // MARK: no colors

  private var dim: Look { Look(attributes: [.dim]) }

  private func plain(_ style: Style) -> Look {
    switch style {
    case .strong, .quote, .heading, .quoteMark, .key, .warning, .active, .category, .series1:
      Look(attributes: [.bold])
    case .faint, .rule, .keyOff, .track, .trackFill: dim
    case .bar, .barFaint, .categoryKey: Look(attributes: [.reverse])
    case .barStrong, .failure, .selected: Look(attributes: [.reverse, .bold])
    case .marked, .substitute: Look(attributes: [.underline])
    case .plain, .series2, .series2Fill, .series1OnSeries2, .series1OnTrack, .series2OnTrack, .good:
      Look()
    }
  }
}
