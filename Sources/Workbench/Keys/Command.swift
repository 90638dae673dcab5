/// A request of the person, made by a key or a click.
///
/// Each view declares its own commands beside the keys that give them.
package struct Command: Sendable, Hashable {
  package let name: String
  /// The label of a command that gives one, by its index.
  package let label: Int?
  /// The row of a list that was clicked on, or how many rows the wheel scrolls.
  package let row: Int?

  package init(_ name: String, label: Int? = nil, row: Int? = nil) {
    self.name = name
    self.label = label
    self.row = row
  }

  /// A click on a row of a list.
  static func row(_ row: Int) -> Command { Command("row", row: row) }

  /// A turn of the wheel, down or up.
  static func scroll(_ rows: Int) -> Command { Command("scroll", row: rows) }
}

/// Commands that mean the same in every view.
extension Command {
  package static let nextPage = Command("next page")
  package static let previousPage = Command("previous page")
  /// Go a screen down in a text, or to the next page.
  package static let nextScreen = Command("next screen")
  package static let previousScreen = Command("previous screen")
  package static let nextView = Command("next view")
  package static let close = Command("close")
  /// Try again what could not be saved.
  package static let retry = Command("retry")
  /// Accept what was typed.
  package static let confirm = Command("confirm")
  package static let leaveUnsaved = Command("leave unsaved")
  package static let keepInFile = Command("keep in a file")
  package static let quit = Command("quit")
  package static let redraw = Command("redraw")
  package static let suspend = Command("suspend")
  package static let interrupt = Command("interrupt")
}
