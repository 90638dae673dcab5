import Domain
import TerminalUI

/// Labels without a key: found by name or number.
extension LabelingView {
  static func findKeys(_ labels: LabelSet) -> [Binding] {
    let hasMore = labels.hasKeyless
    let digits = (0...9).filter { labels.index(ofKey: Character("\($0)")) == nil }
    let find = Binding(
      .findLabel, .character("/"), in: scope,
      "Find a label by the beginning of its name, or by its number.",
      hint: hasMore ? "find label" : nil)
    guard hasMore, !digits.isEmpty else { return [find] }
    let numbers = Binding.each(
      digits.map(Command.number), keys: digits.map { .character(Character("\($0)")) }, in: scope,
      "Begin a label's number.", hint: nil)
    return [find, numbers]
  }

  static let finding = [
    Binding(
      .giveFound, .enter, in: .finding, "Label the item with the highlighted label.",
      hint: "label it"),
    Binding(
      .nextMatch, .down, .tab, in: .finding, "Highlight the next label.", hint: "choose"),
    Binding(.previousMatch, .up, .backTab, in: .finding, "Highlight the label before."),
    Binding(.close, .escape, in: .finding, "Go back.", hint: "back"),
  ]

  /// The text of the search; nil while none is open.
  func searched(_ context: ViewContext) -> String? {
    context.dialog?.scope == .finding ? context.dialog?.field?.text : nil
  }

  mutating func find(_ digit: Int?, _ context: inout ViewContext) {
    finder = LabelFinder(context.setup.labels)
    let text = digit.map { "\($0)" } ?? ""
    context.dialog = Dialog(
      .finding, "Which label?", field: TextField(limit: 60, text: text), isInline: true)
  }

  mutating func move(by step: Int, _ context: ViewContext) {
    searched(context).map { finder?.move(by: step, in: $0) }
  }

  mutating func giveFound(_ context: inout ViewContext) -> [Effect] {
    guard let text = searched(context), let finder else { return [] }
    guard let label = finder.highlighted(text) else {
      context.tell(
        finder.matches(text).isEmpty
          ? "No label begins like that." : "Several labels match: type on, or choose with ↓ and ↑.",
        style: .warning)
      return []
    }
    if let refusal = refusal(of: .label(label), context) {
      context.tell(refusal.text, style: .warning)
      return []
    }
    let effects = give(label, &context)
    if !effects.isEmpty { context.dialog = nil }
    return effects
  }
}

extension Command {
  package static let findLabel = Command("find label")
  package static let giveFound = Command("give found label")
  static let nextMatch = Command("next match")
  static let previousMatch = Command("previous match")
  static func number(_ digit: Int) -> Command { Command("number \(digit)") }

  /// The digit that it begins a label's number with.
  var digit: Int? { name.hasPrefix("number ") ? Int(name.dropFirst(7)) : nil }
}

extension Scope {
  /// Typing a label's name or number.
  package static let finding = Scope(.dialog, "Finding a label")
}
