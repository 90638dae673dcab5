import TerminalUI

/// The keys that belong to no view.
extension KeyMap {
  static let pages = [
    Binding(.nextPage, .down, .right, in: .page, "Scroll down.", hint: "scroll"),
    Binding(.previousPage, .up, .left, in: .page, "Scroll up."),
    Binding(.nextScreen, .pageDown, .character(" "), in: .page, "Scroll a screen down."),
    Binding(.previousScreen, .pageUp, in: .page, "Scroll a screen up."),
    Binding(
      .close, .escape, .enter, .character("g"), .character("?"), .character("q"), in: .page,
      "Go back.", hint: "back"),
  ]

  static let leaving = [
    Binding(.retry, .character("r"), .enter, in: .leaving, "Try to save again.", hint: "try again"),
    Binding(
      .keepInFile, .character("k"), in: .leaving,
      "Keep all answers of this session in a file, and quit.", hint: "keep in a file"),
    Binding(
      .leaveUnsaved, .character("q"), in: .leaving, "Quit; the answer is lost.",
      hint: "quit unsaved"),
    Binding(.close, .escape, in: .leaving, "Do not quit.", hint: "stay"),
  ]

  static let everywhere = [
    Binding(
      .nextView, .tab, .backTab, in: .everywhere,
      "Show the next view: labeling, dashboard, workflow, and for the lead the review.",
      hint: "views"),
    Binding(.showHelp, .character("?"), in: .everywhere, "Show every key.", hint: "help"),
    Binding(.quit, .character("q"), in: .everywhere, "Quit; everything is saved.", hint: "quit"),
    Binding(.redraw, .control("l"), in: .always, "Redraw the screen."),
    Binding(.suspend, .control("z"), in: .always, "Suspend; fg resumes."),
    Binding(.interrupt, .control("c"), in: .always, "Quit from anywhere."),
  ]
}

extension Dialog {
  static let leaving = Dialog(
    .leaving, "The last answer is not saved.",
    note: "a file can keep the answers of this session for the lead to add later")
}

extension Scope {
  /// Help and instructions.
  package static let page = Scope(.page, "In help and instructions")
  /// Asked whether to leave though an answer is not saved.
  package static let leaving = Scope(.dialog, "When an answer is not saved")
}
