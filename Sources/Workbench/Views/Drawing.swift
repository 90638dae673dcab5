package import Domain
package import TerminalUI

/// A screen being drawn, with the facts about it that the session needs.
package struct Drawing: Sendable, Equatable {
  package var screen: Screen
  package var shown: ShownScreen
  /// The rule carries a notice, so that nothing else may be written there.
  var hasNotice = false

  init(_ size: Size) {
    screen = Screen(rows: size.rows, columns: size.columns)
    shown = ShownScreen(size: size)
  }

  /// Notes that a click on a part gives a command.
  mutating func addRegion(_ part: Rect, _ command: Command) {
    shown.regions.append(ClickRegion(part: part, command: command))
  }
}

extension Drawing {
  /// Writes “page n of m” into the rule below a part or, if a notice is there, above the part's
  /// contents; nothing if there is one page.
  ///
  /// A key that shows the next page may stand before it.
  mutating func drawPageNumber(_ page: Int, of pages: Int, key: String = "", below part: Rect) {
    guard pages > 1 else { return }
    let text = " \(key)page \(page + 1) of \(pages) "
    let row = hasNotice ? part.row : part.bottom
    screen.write(text, row: row, column: part.right - 2 - columns(of: text), style: .faint)
  }
}

/// The visible parts of a screen that was shown.
package struct ShownScreen: Sendable, Equatable {
  package var size: Size
  /// The last page of the view on top, or the last line to scroll to, counted from 0.
  package var lastPage = 0
  /// The lines that make a screen of a text; 1 for pages.
  var pageStep = 1
  /// The item that could be read; nil if none could.
  package var item: Item.ID?
  /// The part of its text that is shown.
  var text: ShownText?
  package var regions: [ClickRegion] = []
  /// The rows of a list that is on the screen, its titles and status line included; nil without one.
  var listRows: Int?

  package init(size: Size, lastPage: Int = 0, item: Item.ID? = nil) {
    self.size = size
    self.lastPage = lastPage
    self.item = item
  }

  /// Returns the command that a click on a cell gives.
  func command(row: Int, column: Int) -> Command? {
    regions.last { $0.part.contains(row: row, column: column) }?.command
  }
}

/// A part of the screen and the command that a click on it gives.
package struct ClickRegion: Sendable, Equatable {
  package let part: Rect
  package let command: Command
}
