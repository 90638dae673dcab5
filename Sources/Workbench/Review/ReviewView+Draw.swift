import Domain
package import TerminalUI

extension ReviewView {
  /// The rows for the selected item's text and what was said of it.
  private static let footRows = 3

  package func draw(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    drawing.screen.readsMouse = true
    drawHead(on: &drawing.screen, row: part.row, in: part, context.clock)
    let body = part.dropping(rows: 1).inset(columns: 1)
    if opened != nil {
      drawing.shown.listRows = body.rows - Self.footRows
      drawLife(on: &drawing, in: body.inset(columns: 1), context)
      drawPlace(drawing.shown.lastPage, on: &drawing.screen, row: part.row, in: part)
      return
    }
    let table = Rect(
      row: body.row, column: body.column, rows: body.rows - Self.footRows, columns: body.columns)
    drawing.shown.listRows = table.rows
    var list = list
    list.layOut(rows: table.rows)
    list.draw(on: &drawing.screen, in: table, empty: asked == nil ? nothing : "Reading…")
    for row in list.parts(in: table) { drawing.addRegion(row.part, .row(row.id)) }
    drawFoot(
      on: &drawing.screen,
      in: Rect(
        row: table.bottom, column: body.column + 1, rows: Self.footRows, columns: body.columns - 2),
      context)
  }

  private func drawHead(
    on screen: inout Screen, row: Int, in part: Rect, _ clock: ClockText
  ) {
    let end = screen.write(
      ReviewText.name(request.list), row: row, column: 2, style: .heading,
      limit: part.columns - 4)
    let text = [filters(clock), next == nil ? "" : "more to read"].filter { !$0.isEmpty }
      .joined(separator: " · ")
    screen.write(text, row: row, column: end + 2, style: .faint, limit: part.right - end - 4)
    let following = "→ " + ReviewText.name(list(by: 1))
    let column = part.right - 2 - following.count
    guard opened == nil, column > end + text.count + 4 else { return }
    screen.write(following, row: row, column: column, style: .faint)
  }

  private var nothing: String {
    let isFiltered = request != ReviewRequest(request.list)
    return isFiltered
      ? "Nothing there; Esc drops what was asked for."
      : "Nothing there; → shows \(ReviewText.name(list(by: 1)))."
  }

  /// Says how much of an open item's life is below the screen.
  private func drawPlace(_ lastPage: Int, on screen: inout Screen, row: Int, in part: Rect) {
    guard page < lastPage else { return }
    let text = "PgDn: \(lastPage - page) more"
    screen.write(text, row: row, column: part.right - 2 - text.count, style: .faint)
  }

  private func filters(_ clock: ClockText) -> String {
    let times = [request.since, request.until].compactMap(\.self).map(clock.minute)
    let hour = times.isEmpty ? nil : times.joined(separator: "–")
    let search = request.search.isEmpty ? nil : "“\(request.search.inOneLine)”"
    return [request.worker, hour, search, request.isReversed ? "from the other end" : nil]
      .compactMap(\.self).joined(separator: " · ")
  }

  private func drawFoot(on screen: inout Screen, in part: Rect, _ context: ViewContext) {
    guard let row = selected else { return }
    let lines = SafeText(row.item.text, limit: 2_000).wrapped(to: part.columns)
      .prefix(part.rows - 1)
    for (offset, line) in lines.enumerated() {
      screen.write(line, row: part.row + offset, column: part.column, style: .quote)
    }
    let labels = context.setup.labels
    let said = [
      "line \(row.item.id + 1)", ReviewText.label(row.standing, labels),
      ReviewText.origin(row.standing),
      ReviewText.entry(row, request.list, labels, context.clock),
    ]
    let words = SafeText(said.filter { !$0.isEmpty }.joined(separator: " · "), limit: 2_000)
      .wrapped(to: part.columns)
    // The rows that the text leaves; where the words are cut, an ellipsis says so.
    let room = part.rows - lines.count
    for (offset, line) in words.prefix(room).enumerated() {
      let isCut = offset == room - 1 && words.count > room
      let shown = isCut ? SafeText("\(line)…", limit: 2_000).truncated(to: part.columns) : line
      screen.write(shown, row: part.row + lines.count + offset, column: part.column, style: .faint)
    }
  }

  // MARK: rows

  static func columns(_ list: ReviewList) -> [Table.Column] {
    let first = [Table.Column("label"), Table.Column("text", isFlexible: true)]
    switch list {
    case .doubtful, .takenBack, .items: return first + [Table.Column("from")]
    case .contradictions:
      return first + [Table.Column("the model said"), Table.Column("who", hasNames: true)]
    default: return first + [Table.Column("when"), Table.Column("who", hasNames: true)]
    }
  }

  func entries(
    _ row: ReviewRow, _ names: [String], _ context: ViewContext
  ) -> [Table.Entry] {
    let standing = row.standing
    func short(_ label: Int?) -> String? {
      label.flatMap { names.indices.contains($0) ? names[$0] : nil }
    }
    let name = short(standing.label) ?? ReviewText.label(standing, context.setup.labels)
    let label = Table.Entry(
      standing.origin == .lead ? name + " ✓" : name,
      standing.label.map { Style.category($0) } ?? .faint)
    let text = Table.Entry(row.item.text.inOneLine)
    if let predicted = row.predicted {
      return [
        label, text, Table.Entry(short(predicted) ?? "", .category(predicted)),
        Table.Entry(row.entry?.worker ?? ReviewText.origin(standing), .faint),
      ]
    }
    guard let entry = row.entry else {
      return [label, text, Table.Entry(ReviewText.origin(standing), .faint)]
    }
    return [
      label, text, Table.Entry(context.clock.minute(entry.at), .faint),
      Table.Entry(entry.worker, .faint),
    ]
  }

  // MARK: an item's life

  private func drawLife(on drawing: inout Drawing, in part: Rect, _ context: ViewContext) {
    guard let life else {
      drawing.screen.write("Reading…", row: part.row + 1, column: part.column, style: .faint)
      return
    }
    let text = TextPage(
      lines: LifeText(life, context).lines(columns: part.columns), rows: part.rows)
    text.draw(on: &drawing.screen, in: part, scroll: page)
    drawing.shown.lastPage = text.lastScroll
  }
}
