import TerminalUI

extension KeyMap {
  /// All keys but the labels' own.
  package static let standard = KeyMap(
    bindings: labeling + dashboard + reading + questions + everywhere)

  private static let labeling = [
    Binding(
      .retry, .character("r"), .enter, in: .labeling, "Try again what could not be saved.",
      hint: "try again"),
    Binding(
      .undo, .character("u"), .backspace, in: .labeling,
      "Take back the last label; as often as there are labels of yours.", hint: "undo"),
    Binding(
      .later, .character("l"), in: .labeling,
      "Put the item off; it comes back when nothing else is left.", hint: "later"),
    Binding(
      .badItem, .character("x"), in: .labeling, "Take the item out of the job, with a reason.",
      hint: "bad item"),
    Binding(
      .wholeStack, .character("="), in: .labeling,
      "Give the next label to the items nearly the same as well; press again not to.",
      hint: "alike"),
    Binding(
      .showGuide, .character("g"), in: .labeling, "Show the instructions and examples.",
      hint: "guide"),
  ]

  private static let dashboard = [
    Binding(
      .nextPage, .right, .down, .pageDown, .character(" "), in: .dashboard,
      "Show the next page, where one does not hold it all.", hint: "next page"),
    Binding(.previousPage, .left, .up, .pageUp, in: .dashboard, "Show the page before."),
    Binding(
      .showGuide, .character("g"), in: .dashboard, "Show the instructions and examples.",
      hint: "guide"),
  ]

  private static let reading = [
    Binding(
      .nextPage, .down, .right, .pageDown, .character(" "), in: .reading, "Scroll down.",
      hint: "scroll"),
    Binding(.previousPage, .up, .left, .pageUp, in: .reading, "Scroll up."),
    Binding(
      .close, .escape, .enter, .character("g"), .character("?"), .character("q"), in: .reading,
      "Go back to where you were.", hint: "back"),
  ]

  private static let questions = [
    Binding(
      .notTheKind, .character("n"), in: .badItem, "It is not what this job labels.",
      hint: "not a headline"),
    Binding(
      .unreadable, .character("u"), in: .badItem, "Nobody can read it.", hint: "unreadable"),
    Binding(
      .otherLanguage, .character("o"), in: .badItem, "It is in another language.",
      hint: "other language"),
    Binding(
      .duplicate, .character("d"), in: .badItem, "It is the same as another item.",
      hint: "duplicate"),
    Binding(
      .ownReason, .character("w"), in: .badItem, "Say why in your own words.", hint: "own words"),
    Binding(.close, .escape, in: .badItem, "Keep the item.", hint: "keep it"),
    Binding(
      .confirm, .enter, in: .typing, "Take the item out for this reason.", hint: "take it out"),
    Binding(.close, .escape, in: .typing, "Keep the item.", hint: "keep it"),
    Binding(.retry, .character("r"), .enter, in: .leaving, "Try to save again.", hint: "try again"),
    Binding(
      .leaveUnsaved, .character("q"), in: .leaving, "Leave; the answer is lost.",
      hint: "leave without it"),
    Binding(.close, .escape, in: .leaving, "Stay.", hint: "stay"),
  ]

  private static let everywhere = [
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
