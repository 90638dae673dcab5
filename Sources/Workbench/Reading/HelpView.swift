import TerminalUI

/// Every key, from the key table.
struct HelpView {
  let session: Session

  func draw(on screen: inout Screen, scroll: Int) {
    let body = Frame(session: session).draw(on: &screen, ruleRow: screen.rows - 2)
    let page = page(for: Size(rows: screen.rows, columns: screen.columns))
    page.draw(on: &screen, in: body.inset(rows: 1, columns: 3), scroll: scroll)
  }

  func page(for size: Size) -> TextPage {
    let room = size.columns - 6
    let scopes = Scope.allCases.filter { session.setup.mayLabel || $0.isForWatchers }
    let all = scopes.flatMap { lines(of: $0, columns: room) }
    let note = TextPage.lines(KeyMap.capitalsNote, style: .plain, columns: room)
    return TextPage(lines: all.dropFirst() + [TextPage.Line()] + note, rows: size.rows - 5)
  }

  /// The column in which the sentences begin.
  private static let indent = 19

  private func lines(of scope: Scope, columns: Int) -> [TextPage.Line] {
    let rows = session.keys.bindings.filter { $0.scope == scope }
    guard !rows.isEmpty else { return [] }
    let heading = TextPage.Line([(SafeText(scope.title), .heading)])
    return [TextPage.Line(), heading] + rows.flatMap { lines(of: $0, columns: columns) }
  }

  private func lines(of binding: Binding, columns: Int) -> [TextPage.Line] {
    let keys = SafeText(binding.keyNames).truncated(to: Self.indent - 2)
    let gap = String(repeating: " ", count: Self.indent - 2 - keys.columns)
    let sentence = SafeText(binding.help).wrapped(to: columns - Self.indent)
    return sentence.enumerated().map { index, line in
      index == 0
        ? TextPage.Line([
          (SafeText("  "), .plain), (keys, .key), (SafeText(gap), .plain), (line, .plain),
        ])
        : TextPage.Line(indent: Self.indent, [(line, .plain)])
    }
  }
}

extension Binding {
  /// All its keys, for the help screen: the labels' own without gaps too large to read.
  var keyNames: String { keys.map(\.name).joined(separator: " ") }
}

extension Scope {
  /// It has keys that mean something to who does not label.
  fileprivate var isForWatchers: Bool {
    switch self {
    case .dashboard, .reading, .everywhere, .always: true
    case .labeling, .badItem, .typing, .leaving: false
    }
  }
}

extension KeyMap {
  /// What no row of the table says.
  static let capitalsNote = "Capitals count as small letters, so Caps Lock changes nothing."

  /// The table for the README; a test keeps the two in step.
  package var markdown: String {
    let tables: [String] = Scope.allCases.compactMap { scope in
      let rows = bindings.filter { $0.scope == scope }
      guard !rows.isEmpty else { return nil }
      let lines = rows.map { "| \($0.markdownKeys) | \($0.help) |" }
      return (["| \(scope.title) | |", "|---|---|"] + lines).joined(separator: "\n")
    }
    return (tables + [Self.capitalsNote]).joined(separator: "\n\n")
  }
}

extension Binding {
  fileprivate var markdownKeys: String { keys.map { "`\($0.name)`" }.joined(separator: " ") }
}
