package import Domain
package import TerminalUI

/// The key table of a session, assembled from its views' own bindings.
package struct KeyMap: Sendable, Equatable {
  /// Ordered by the kind of their scope.
  package let bindings: [Binding]

  package init(bindings: [Binding]) {
    let kinds: [Scope.Kind] = [.view, .page, .dialog, .everywhere, .always]
    self.bindings = kinds.flatMap { kind in bindings.filter { $0.scope.kind == kind } }
  }

  /// Assembles the table for a job's labels; a read-only session has the keys of its views
  /// alone, and only the lead those of the lead's views.
  package init(labels: LabelSet, isReadOnly: Bool = false, isLead: Bool = false) {
    let views = Views.types(isReadOnly: isReadOnly, isLead: isLead).flatMap {
      $0.bindings(for: labels)
    }
    let questions = isReadOnly && !isLead ? [] : Self.leaving
    let all = views + EventsView.bindings(for: labels) + Self.pages + questions + Self.everywhere
    self.init(bindings: isReadOnly ? all : Self.moving(all, for: labels))
  }

  /// All keys but the labels' own.
  package static let standard = KeyMap(labels: LabelSet(labels: []))

  /// Returns the command that a key gives, looked up in the scope and those that it inherits.
  ///
  /// A letter stands for its capital or small form where it has no meaning of its own: Caps Lock
  /// changes nothing.
  package func command(for key: Key, in scope: Scope) -> Command? {
    exactCommand(for: key, in: scope)
      ?? key.otherCase.flatMap { exactCommand(for: $0, in: scope) }
  }

  private func exactCommand(for key: Key, in scope: Scope) -> Command? {
    scope.inherited.lazy.compactMap { inherited in
      bindings.lazy.filter { $0.scope == inherited }.compactMap { $0.command(for: key) }.first
    }.first
  }

  /// The scopes that have keys, in the table's order.
  package var scopes: [Scope] {
    bindings.reduce(into: []) { if !$0.contains($1.scope) { $0.append($1.scope) } }
  }

  package func bindings(in scope: Scope) -> [Binding] { bindings.filter { $0.scope == scope } }

  /// Returns the name of the first key of a command, for messages.
  package func keyName(for command: Command) -> String {
    bindings.first { $0.gives(command) }?.keys.first?.name ?? ""
  }

  /// Returns the rows whose hints belong in the footer of a scope, in the table's order.
  ///
  /// A row whose first key has another meaning here is left out.
  package func hints(in scope: Scope) -> [Binding] {
    bindings.filter { row in
      guard scope.inherited.contains(row.scope), row.hint != nil, let key = row.keys.first else {
        return false
      }
      return command(for: key, in: scope).map(row.gives) ?? false
    }
  }
}

extension Key {
  /// The character that it types.
  var typed: Character? {
    guard case .character(let character) = self else { return nil }
    return character
  }

  /// The same letter with Caps Lock, or without, if that makes a difference.
  fileprivate var otherCase: Key? {
    guard let typed else { return nil }
    let other = typed.isUppercase ? typed.lowercased() : typed.uppercased()
    guard other.count == 1, let character = other.first, character != typed else { return nil }
    return .character(character)
  }
}
