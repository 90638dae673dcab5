import Dataset

/// A report as Markdown with tables (GitHub's); charts are left out, their numbers stand in the tables.
struct MarkdownForm {
  private let page: ReportPage

  init(_ page: ReportPage) { self.page = page }

  var text: String {
    let head = ["# \(Self.text(page.title))", Self.text(page.subtitle)]
    let sections = page.sections.flatMap { section in
      ["## \(Self.text(section.title))"] + section.blocks.compactMap(Self.block)
    }
    return (head + sections).joined(separator: "\n\n") + "\n"
  }

  private static func block(_ block: ReportPage.Block) -> String? {
    switch block {
    case .paragraph(let words): text(words)
    case .heading(let words): "### \(text(words))"
    case .list(let lines): lines.map { "- \(text($0))" }.joined(separator: "\n")
    case .table(let table): self.table(table)
    case .chart: nil
    case .figures(let figures):
      figures.map { "- \(text($0.name)): \(text($0.value))" + note($0.note) }
        .joined(separator: "\n")
    }
  }

  private static func note(_ note: String) -> String { note.isEmpty ? "" : " (\(text(note)))" }

  private static func table(_ table: ReportTable) -> String {
    func row(_ cells: [String]) -> String { "| \(cells.joined(separator: " | ")) |" }
    return
      ([
        row(table.columns.map { text($0.title) }),
        row(table.columns.map { $0.isNumber ? "--:" : "---" }),
      ] + table.rows.map { row($0.map(text)) }).joined(separator: "\n")
  }

  /// Returns a text whose characters mean nothing in Markdown or HTML.
  private static func text(_ text: String) -> String {
    var result = ""
    for character in InertText.of(text, limit: 2_000).unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "!":
        result += "\\"
        result.unicodeScalars.append(character)
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}
