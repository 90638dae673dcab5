import Domain
import TerminalUI

/// The lead's view: the split on top, panels below, on as many pages as they need.
struct DashboardView {
  let session: Session

  /// The rows above the panels: air, bar, legend, air.
  private static let headRows = 4

  func draw(on screen: inout Screen, page: Int) {
    let body = Frame(session: session).draw(on: &screen, ruleRow: screen.rows - 2)
    guard let report = session.report else {
      screen.write("Reading the project…", row: body.row + 1, column: 2, style: .faint)
      return
    }
    drawHead(report, on: &screen, in: body)
    let pages = pages(for: Size(rows: screen.rows, columns: screen.columns))
    let shown = min(page, pages.count - 1)
    for placed in pages[shown] { placed.panel.draw(on: &screen, in: placed.part) }
    if pages.count > 1, session.standingNotice == nil {
      let text = " page \(shown + 1) of \(pages.count) "
      screen.write(
        text, row: screen.rows - 2, column: screen.columns - 2 - columns(of: text), style: .faint)
    }
  }

  private func drawHead(_ report: ProjectReport, on screen: inout Screen, in body: Rect) {
    let room = body.columns - 4
    let row = body.row + 1
    let split = SplitView(counts: report.counts)
    split.drawBar(on: &screen, row: row, column: 2, columns: room)
    let end = split.drawLegend(
      on: &screen, row: row + 1, column: 2, limit: room, withCounts: room >= 70)
    let total = NumberText.counted(report.counts.total, "item")
    let width = columns(of: total)
    guard end + 3 + width <= 2 + room else { return }
    screen.write(total, row: row + 1, column: 2 + room - width, style: .faint)
  }

  // MARK: pages

  /// A panel and where it stands.
  struct Placed {
    let panel: Panel
    let part: Rect
  }

  /// Returns the pages for a window: panels in their order, column by column.
  func pages(for size: Size) -> [[Placed]] {
    guard let report = session.report else { return [[]] }
    let part = Rect(
      row: 1 + Self.headRows, column: 2, rows: size.rows - 3 - Self.headRows,
      columns: size.columns - 4)
    let panels = Panels(report: report, session: session).all
    let pages = PanelLayout(part: part).pages(of: panels)
    return pages.isEmpty ? [[]] : pages
  }
}
