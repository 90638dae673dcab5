import TerminalUI
import Testing

@Suite("Theme")
struct ThemeTests {
  @Test("Only colors of the terminal's palette are used", arguments: [0, 8, 16, 256])
  func palette(colors: Int) {
    for style in Style.all {
      let look = Theme(colors: colors).look(of: style)
      for color in [look.foreground, look.background].compactMap({ $0 }) {
        #expect((0..<colors).contains(color))
      }
    }
  }

  @Test("Roles that must be told apart look different", arguments: [0, 8, 16, 256])
  func apart(colors: Int) {
    let theme = Theme(colors: colors)
    let pairs: [(Style, Style)] = [
      (.plain, .selected), (.plain, .failure), (.plain, .marked), (.plain, .substitute),
      (.key, .keyOff), (.bar, .plain), (.series1, .series2), (.quote, .plain),
    ]
    for (one, other) in pairs { #expect(theme.look(of: one) != theme.look(of: other)) }
  }

  @Test("Categories beyond the last color begin again")
  func categories() {
    let theme = Theme(colors: 256)
    #expect(theme.look(of: .category(8)) == theme.look(of: .category(0)))
    #expect(theme.look(of: .category(1)) != theme.look(of: .category(0)))
  }
}
