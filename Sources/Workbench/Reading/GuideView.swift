import Domain
package import TerminalUI

/// The job's instructions and examples.
package struct GuideView: WorkView {
  package static let scope = Scope.page
  package static let detail = ReportDetail.summary

  package var page = 0

  package init() {}

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    let inner = Self.textPart(of: part)
    let guide = context.guide
    let question = TextPage.lines(guide.header, style: .heading, columns: inner.columns)
    let rest = Self.lines(Self.instructions(guide), columns: inner.columns)
    let text = TextPage(lines: question + [TextPage.Line()] + rest, rows: inner.rows)
    text.draw(on: &drawing.screen, in: inner, scroll: page)
    drawing.shown.lastPage = text.lastScroll
    drawing.shown.pageStep = max(1, inner.rows - 1)
  }

  /// The widest lines that are easy to read, in columns.
  private static let widest = 88

  private static func textPart(of body: Rect) -> Rect {
    let inner = body.inset(rows: 1, columns: 3)
    return Rect(
      row: inner.row, column: inner.column, rows: inner.rows,
      columns: min(widest, inner.columns))
  }

  private static func instructions(_ guide: Guide) -> [Guide.Block] {
    let blocks =
      guide.fullInstructions.isEmpty ? guide.shortInstructions : guide.fullInstructions
    let none = Guide.Block(kind: .paragraph, text: "The job has no instructions.")
    return blocks.isEmpty ? [none] : blocks.afterHeading(guide.header)
  }

  /// Returns blocks as lines, with empty lines before headings and between paragraphs.
  static func lines(_ blocks: [Guide.Block], columns: Int) -> [TextPage.Line] {
    var lines: [TextPage.Line] = []
    for (index, block) in blocks.enumerated() {
      let previous = index > 0 ? blocks[index - 1].kind : nil
      let isNext = previous == .heading || block.kind == .bullet
      if previous != nil, block.kind == .heading || !isNext { lines.append(.init()) }
      lines += Self.lines(block, columns: columns)
    }
    return lines
  }

  private static func lines(_ block: Guide.Block, columns: Int) -> [TextPage.Line] {
    switch block.kind {
    case .heading: TextPage.lines(block.text, style: .heading, columns: columns)
    case .paragraph: TextPage.lines(block.text, style: .plain, columns: columns)
    case .bullet: bullet(block.text, columns: columns)
    }
  }

  private static func bullet(_ text: String, columns: Int) -> [TextPage.Line] {
    // A numbered item keeps its number in place of the mark.
    let number = text.prefixMatch(of: #/[0-9]{1,3}[.)] /#)
    let mark = number.map { String($0.output) } ?? "• "
    let content = number.map { String(text[$0.range.upperBound...]) } ?? text
    let wrapped = SafeText(content, limit: 20_000).wrapped(to: columns - mark.count)
    return wrapped.enumerated().map { index, line in
      index == 0
        ? TextPage.Line([(SafeText(mark), .faint), (line, .plain)])
        : TextPage.Line(indent: mark.count, [(line, .plain)])
    }
  }
}

extension Command {
  /// Show the job's instructions and examples.
  package static let showGuide = Command("guide")
}

extension [Guide.Block] {
  /// The blocks without a first heading that repeats the header.
  func afterHeading(_ header: String) -> [Guide.Block] {
    guard let first, first.kind == .heading, first.text == header else { return self }
    return Array(dropFirst())
  }
}
