import Domain
import TerminalUI

/// The job's instructions and examples.
struct GuideView {
  let session: Session

  func draw(on screen: inout Screen, scroll: Int) {
    let body = Frame(session: session).draw(on: &screen, ruleRow: screen.rows - 2)
    let page = page(for: Size(rows: screen.rows, columns: screen.columns))
    page.draw(on: &screen, in: textPart(of: body), scroll: scroll)
  }

  func page(for size: Size) -> TextPage {
    let body = Rect(row: 1, column: 0, rows: size.rows - 3, columns: size.columns)
    let part = textPart(of: body)
    let question = TextPage.lines(
      session.setup.guide.header, style: .heading, columns: part.columns)
    let rest = Self.lines(instructions, columns: part.columns)
    return TextPage(lines: question + [TextPage.Line()] + rest, rows: part.rows)
  }

  /// Lines longer than this are hard to read.
  private static let widest = 88

  private func textPart(of body: Rect) -> Rect {
    let inner = body.inset(rows: 1, columns: 3)
    return Rect(
      row: inner.row, column: inner.column, rows: inner.rows,
      columns: min(Self.widest, inner.columns))
  }

  private var instructions: [Guide.Block] {
    let guide = session.setup.guide
    let blocks =
      guide.fullInstructions.isEmpty ? guide.shortInstructions : guide.fullInstructions
    let none = Guide.Block(kind: .paragraph, text: "The job has no instructions.")
    return blocks.isEmpty ? [none] : blocks.afterHeading(guide.header)
  }

  /// Returns blocks as lines, with air before headings and between paragraphs.
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
    // A numbered item has its number for a mark.
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

extension [Guide.Block] {
  /// The blocks without a first heading that only repeats what stands above.
  func afterHeading(_ header: String) -> [Guide.Block] {
    guard let first, first.kind == .heading, first.text == header else { return self }
    return Array(dropFirst())
  }
}
