import TerminalUI

extension KeyMap {
  /// A note below the table.
  static let capitalsNote =
    "Upper-case letters work like lower-case ones, so Caps Lock changes nothing."

  /// The table for the README; a test keeps the two in step.
  package var markdown: String {
    let tables = scopes.map { scope in
      let lines = bindings(in: scope).map { "| \($0.markdownKeys) | \($0.help) |" }
      return (["| \(scope.title) | |", "|---|---|"] + lines).joined(separator: "\n")
    }
    return (tables + [Self.capitalsNote]).joined(separator: "\n\n")
  }
}

extension Binding {
  fileprivate var markdownKeys: String { keys.map { "`\($0.name)`" }.joined(separator: " ") }
}
