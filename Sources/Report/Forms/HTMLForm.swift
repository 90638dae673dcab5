/// A report as one HTML file without outside parts: no script, no font, no picture of another file.
struct HTMLForm {
  private let page: ReportPage

  init(_ page: ReportPage) { self.page = page }

  var text: String {
    """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <meta name="color-scheme" content="light dark">
    <title>\(Self.text(page.title))</title>
    <style>
    \(HTMLStyle.sheet)
    </style>
    </head>
    <body>
    <header>
    <h1>\(Self.text(page.title))</h1>
    <p>\(Self.text(page.subtitle))</p>
    </header>
    <main>
    \(page.sections.map(Self.section).joined(separator: "\n"))
    </main>
    </body>
    </html>

    """
  }

  private static func text(_ text: String) -> String { HTMLText.escaped(text) }

  /// Returns escaped text in which no line ends between a number and its percent sign.
  private static func prose(_ words: String) -> String {
    text(words).replacing(" %", with: "&nbsp;%")
  }

  private static func section(_ section: ReportPage.Section) -> String {
    "<section>\n<h2>\(text(section.title))</h2>\n"
      + section.blocks.map(block).joined(separator: "\n") + "\n</section>"
  }

  private static func block(_ block: ReportPage.Block) -> String {
    switch block {
    case .paragraph(let words): "<p>\(prose(words))</p>"
    case .heading(let words): "<h3>\(text(words))</h3>"
    case .list(let lines):
      "<ul>\n" + lines.map { "<li>\(prose($0))</li>" }.joined(separator: "\n") + "\n</ul>"
    case .table(let table): self.table(table)
    case .chart(let chart): self.chart(chart)
    case .figures(let figures):
      "<dl>\n"
        + figures.map {
          "<div><dt>\(text($0.name))</dt><dd>\(text($0.value))</dd><dd>\(text($0.note))</dd></div>"
        }.joined(separator: "\n") + "\n</dl>"
    }
  }

  private static func table(_ table: ReportTable) -> String {
    func row(_ cells: [String], _ tag: String) -> String {
      let cells = zip(cells, table.columns).map { cell, column in
        "<\(tag)\(column.isNumber ? " class=\"n\"" : "")>\(text(cell))</\(tag)>"
      }
      return "<tr>\(cells.joined())</tr>"
    }
    let rows = table.rows.map { row($0, "td") }.joined(separator: "\n")
    return "<div class=\"wide\"><table>\n<thead>\(row(table.columns.map(\.title), "th"))</thead>\n"
      + "<tbody>\n\(rows)\n</tbody>\n</table></div>"
  }

  private static func chart(_ chart: Chart) -> String {
    let legend = chart.legend.map { "<span><i class=\"\($0.style)\"></i>\(text($0.name))</span>" }
    let size = "\(Int(Plot.width)) \(Int(Plot.height))"
    return """
      <figure>
      <svg viewBox="0 0 \(size)" role="img" aria-label="\(text(chart.caption))">
      \(chart.svg)
      </svg>
      <p class="legend">\(legend.joined(separator: " "))</p>
      <figcaption>\(text(chart.caption))</figcaption>
      </figure>
      """
  }
}
