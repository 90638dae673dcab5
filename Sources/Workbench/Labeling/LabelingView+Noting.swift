import Domain
import TerminalUI

/// A note on the item on the screen, for the lead.
extension LabelingView {
  static let noting = [
    Binding(
      .confirm, .enter, in: .noting, "Keep the note; without a word, none is kept.",
      hint: "keep the note"),
    Binding(.close, .escape, in: .noting, "Keep no note.", hint: "no note"),
  ]

  mutating func askNote(_ context: inout ViewContext) {
    noted = queue.current?.item.id
    context.dialog = Dialog(
      .noting, "A note on this item, for the lead", field: TextField(limit: ItemNote.longest),
      note: "it labels nothing; the item stays")
  }

  func keepNote(_ context: inout ViewContext) -> [Effect] {
    let typed = context.dialog?.field?.text ?? ""
    context.dialog = nil
    let text = typed.split(separator: " ").joined(separator: " ")
    guard let noted, !text.isEmpty else { return [] }
    return context.begin(.note(noted, text: text))
  }
}

extension Scope {
  /// Typing a note.
  package static let noting = Scope(.dialog, "Writing a note")
}

extension Command {
  /// Write a note on the item.
  package static let note = Command("note")
}
