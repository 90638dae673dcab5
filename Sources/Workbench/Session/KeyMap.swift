package import Domain
package import TerminalUI

/// One row of the key table.
///
/// Lookup, footer, help screen and README all read it from here.
package struct Binding: Sendable, Equatable {
  package let command: Command
  package let keys: [Key]
  package let scope: Scope
  /// A whole sentence, for the help screen.
  package let help: String
  /// A word for the footer, or nil to stay out of it.
  package let hint: String?

  init(_ command: Command, _ keys: Key..., in scope: Scope, _ help: String, hint: String? = nil) {
    self.init(command, keys: keys, in: scope, help, hint: hint)
  }

  init(_ command: Command, keys: [Key], in scope: Scope, _ help: String, hint: String? = nil) {
    self.command = command
    self.keys = keys
    self.scope = scope
    self.help = help
    self.hint = hint
  }
}

/// The key table of a session: the standard one with the labels' own keys before it.
package struct KeyMap: Sendable, Equatable {
  package let bindings: [Binding]

  package init(bindings: [Binding]) {
    self.bindings = bindings
  }

  package init(labels: LabelSet) {
    let keys = labels.labels.map { Key.character($0.key) }
    let label = Binding(
      .label, keys: keys, in: .labeling, "Give the item this label, save, show the next one.",
      hint: "label")
    self.init(bindings: [label] + Self.standard.bindings)
  }

  /// Returns the command that a key gives, those of the nearest scope first.
  ///
  /// With Caps Lock on, a capital counts as its small letter where it has no meaning of its own.
  package func command(for key: Key, in scope: Scope) -> Command? {
    exactCommand(for: key, in: scope)
      ?? key.uncapitalized.flatMap { exactCommand(for: $0, in: scope) }
  }

  private func exactCommand(for key: Key, in scope: Scope) -> Command? {
    for reached in scope.reach {
      let row = bindings.first { $0.scope == reached && $0.keys.contains(key) }
      if let row { return row.command }
    }
    return nil
  }

  /// Returns the name of the first key of a command, for messages.
  package func keyName(for command: Command) -> String {
    bindings.first { $0.command == command }?.keys.first?.name ?? ""
  }

  /// Returns the rows whose hints stand in the footer here, in the table's order.
  ///
  /// A key that means something nearer here is not offered for what it means elsewhere.
  package func hints(in scope: Scope) -> [Binding] {
    bindings.filter { row in
      guard scope.reach.contains(row.scope), row.hint != nil else { return false }
      return row.keys.first.flatMap { command(for: $0, in: scope) } == row.command
    }
  }

  /// Characters that labels may not have as their key, since they mean something else.
  ///
  /// `n` and `h` are kept for the note and the hint of the labeling screen.
  package static let reservedKeys: Set<Character> = {
    let bound = standard.bindings.filter { Scope.labeling.reach.contains($0.scope) }
    let characters = bound.flatMap(\.keys).compactMap(\.typed)
    return Set(characters + characters.flatMap { $0.uppercased() } + ["n", "h", "N", "H", " "])
  }()
}

extension Key {
  /// The character that it types.
  var typed: Character? {
    guard case .character(let character) = self else { return nil }
    return character
  }

  /// The key without Caps Lock, if that makes a difference.
  fileprivate var uncapitalized: Key? {
    guard let typed, typed.isUppercase, let small = typed.lowercased().first else { return nil }
    return .character(small)
  }
}
