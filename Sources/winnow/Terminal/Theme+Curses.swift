import CCurses
import TerminalUI

extension Theme {
  /// Defines every role in ncurses and returns the numbers by which ncurses knows them.
  func define() -> [Style: Int32] {
    var numbers: [Style: Int32] = [:]
    for (index, style) in Style.all.enumerated() {
      let look = look(of: style)
      cc_define_style(
        Int32(index), Int32(look.foreground ?? -1), Int32(look.background ?? -1),
        look.attributes.reduce(0) { $0 | $1.curses.rawValue })
      numbers[style] = Int32(index)
    }
    return numbers
  }
}

extension Theme.Attribute {
  fileprivate var curses: cc_attribute {
    switch self {
    case .bold: CC_BOLD
    case .dim: CC_DIM
    case .reverse: CC_REVERSE
    case .underline: CC_UNDERLINE
    }
  }
}
