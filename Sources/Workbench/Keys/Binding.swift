package import TerminalUI

/// One row of the key table.
///
/// Look-up, footer, help and README all read it from here.
package struct Binding: Sendable, Equatable {
  package let keys: [Key]
  /// The commands that the keys give: one for all of them, or one for each.
  package let commands: [Command]
  package let scope: Scope
  /// A whole sentence, for the help.
  package let help: String
  /// The word in the footer; nil to leave it out there.
  package let hint: String?
  /// Offered for some items only, so that the footer keeps no room for it.
  package let isOccasional: Bool
  /// Named in the footer only where all hints fit with it.
  package let isSpare: Bool

  package init(
    _ command: Command, _ keys: Key..., in scope: Scope, _ help: String, hint: String? = nil
  ) {
    self.init([command], keys: keys, in: scope, help, hint: hint)
  }

  private init(
    _ commands: [Command], keys: [Key], in scope: Scope, _ help: String, hint: String?,
    isOccasional: Bool = false, isSpare: Bool = false
  ) {
    self.commands = commands
    self.keys = keys
    self.scope = scope
    self.help = help
    self.hint = hint
    self.isOccasional = isOccasional
    self.isSpare = isSpare
  }

  /// Makes a row in which each key gives a command of its own.
  package static func each(
    _ commands: [Command], keys: [Key], in scope: Scope, _ help: String, hint: String?
  ) -> Binding {
    Binding(commands, keys: keys, in: scope, help, hint: hint)
  }

  /// The same row, offered for some items only.
  package var occasional: Binding {
    Binding(commands, keys: keys, in: scope, help, hint: hint, isOccasional: true)
  }

  /// The same row, named in the footer only where there is room.
  package var spare: Binding {
    Binding(commands, keys: keys, in: scope, help, hint: hint, isSpare: true)
  }

  /// Returns the command of a key; nil if the row does not have the key.
  package func command(for key: Key) -> Command? {
    keys.firstIndex(of: key).map { commands[min($0, commands.count - 1)] }
  }

  /// The same row with other keys.
  func with(keys: [Key]) -> Binding {
    Binding(
      commands, keys: keys, in: scope, help, hint: hint, isOccasional: isOccasional,
      isSpare: isSpare)
  }

  /// Its keys give labels.
  var isOfLabels: Bool { commands.contains { $0.label != nil } }

  /// Each of its keys gives something else.
  var isChoice: Bool { commands.count > 1 }

  func gives(_ command: Command) -> Bool { commands.contains(command) }
}
