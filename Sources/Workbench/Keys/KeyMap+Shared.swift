import TerminalUI

/// The keys that belong to no view.
extension KeyMap {
  static let pages = [
    Binding(
      .nextPage, .down, .right, .pageDown, .character(" "), in: .page, "Scroll down.",
      hint: "scroll"),
    Binding(.previousPage, .up, .left, .pageUp, in: .page, "Scroll up."),
    Binding(
      .close, .escape, .enter, .character("g"), .character("?"), .character("q"), in: .page,
      "Go back to where you were.", hint: "back"),
  ]

  static let leaving = [
    Binding(.retry, .character("r"), .enter, in: .leaving, "Try to save again.", hint: "try again"),
    Binding(
      .leaveUnsaved, .character("q"), in: .leaving, "Leave; the answer is lost.",
      hint: "leave without it"),
    Binding(.close, .escape, in: .leaving, "Stay.", hint: "stay"),
  ]

  static let everywhere = [
    Binding(
      .nextView, .tab, .backTab, in: .everywhere, "Switch between labeling and dashboard.",
      hint: "views"),
    Binding(.showHelp, .character("?"), in: .everywhere, "Show every key.", hint: "help"),
    Binding(.quit, .character("q"), in: .everywhere, "Leave; all is saved.", hint: "quit"),
    Binding(.redraw, .control("l"), in: .always, "Draw the screen again."),
    Binding(.suspend, .control("z"), in: .always, "Stop for a while; fg brings it back."),
    Binding(.interrupt, .control("c"), in: .always, "Leave from wherever you are."),
  ]
}

extension Scope {
  /// Help and guide.
  package static let page = Scope(.page, "In help and guide")
  /// Asked whether to leave though an answer is not saved.
  package static let leaving = Scope(.dialog, "When an answer is not saved")
}
