package import TerminalUI

/// Every key, from the key table.
package struct HelpView: WorkView {
  package static let scope = Scope.page
  package static let detail = ReportDetail.summary

  package var page = 0

  package init() {}

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    let inner = part.inset(rows: 1, columns: 3)
    let keys = context.keys
    let lines = keys.scopes.flatMap { Self.lines(of: $0, in: keys, columns: inner.columns) }
    let notes = [KeyMap.movedNote(context.setup.labels), KeyMap.capitalsNote].compactMap(\.self)
      .flatMap {
        [TextPage.Line()] + TextPage.lines($0, style: .plain, columns: inner.columns)
      }
    let text = TextPage(lines: lines.dropFirst() + notes, rows: inner.rows)
    text.draw(on: &drawing.screen, in: inner, scroll: page)
    drawing.shown.lastPage = text.lastScroll
    drawing.shown.pageStep = max(1, inner.rows - 1)
  }

  /// The column in which the sentences begin.
  private static let indent = 19

  private static func lines(of scope: Scope, in keys: KeyMap, columns: Int) -> [TextPage.Line] {
    let rows = keys.bindings(in: scope)
    let heading = TextPage.Line([(SafeText(scope.title), .heading)])
    return [TextPage.Line(), heading] + rows.flatMap { lines(of: $0, columns: columns) }
  }

  private static func lines(of binding: Binding, columns: Int) -> [TextPage.Line] {
    let keys = SafeText(binding.keyNames).truncated(to: indent - 2)
    let gap = String(repeating: " ", count: indent - 2 - keys.columns)
    let sentence = SafeText(binding.help).wrapped(to: columns - indent)
    return sentence.enumerated().map { index, line in
      index == 0
        ? TextPage.Line([
          (SafeText("  "), .plain), (keys, .key), (SafeText(gap), .plain), (line, .plain),
        ])
        : TextPage.Line(indent: indent, [(line, .plain)])
    }
  }
}

extension Binding {
  /// All its keys, for the help screen: the labels' own without gaps too large to read.
  var keyNames: String { keys.map(\.name).joined(separator: " ") }
}

extension Command {
  /// Show every key.
  package static let showHelp = Command("help")
}
