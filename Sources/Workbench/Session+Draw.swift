package import TerminalUI

extension Session {
  /// Draws the session: same state and size, same screen.
  package func draw(rows: Int, columns: Int) -> Screen {
    var screen = Screen(rows: rows, columns: columns)
    guard Frame.fits(Size(rows: rows, columns: columns)) else {
      drawTooSmall(on: &screen)
      return screen
    }
    switch place {
    case .labeling: LabelView(session: self).draw(on: &screen)
    case .dashboard(let page): DashboardView(session: self).draw(on: &screen, page: page)
    case .help(_, let scroll): HelpView(session: self).draw(on: &screen, scroll: scroll)
    case .guide(_, let scroll): GuideView(session: self).draw(on: &screen, scroll: scroll)
    }
    if let overlay { OverlayView(session: self).draw(overlay, on: &screen) }
    return screen
  }

  private func drawTooSmall(on screen: inout Screen) {
    let smallest = Frame.smallest
    let lines = [
      "winnow needs \(smallest.columns) × \(smallest.rows);",
      "this window has \(screen.columns) × \(screen.rows).",
    ]
    let first = max(0, (screen.rows - lines.count) / 2)
    for (index, line) in lines.enumerated() {
      let column = max(0, (screen.columns - TerminalUI.columns(of: line)) / 2)
      screen.write(line, row: first + index, column: column, style: .warning)
    }
  }

  /// The last page, or the last line to scroll to, of what is shown.
  var lastPage: Int {
    switch place {
    case .labeling: 0
    case .dashboard: DashboardView(session: self).pages(for: size).count - 1
    case .help: HelpView(session: self).page(for: size).lastScroll
    case .guide: GuideView(session: self).page(for: size).lastScroll
    }
  }
}
