import TerminalUI

/// The workbench's own roles, by the general ones that the theme knows.
extension Style {
  /// The parts of the split.
  static let people = Style.series1
  static let model = Style.series2
  static let rest = Style.track
}
