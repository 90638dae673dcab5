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
    Frame(session: self).drawFooter(on: &screen)
    return screen
  }

  private func drawTooSmall(on screen: inout Screen) {
    let needed = "\(Frame.smallest.columns)×\(Frame.smallest.rows)"
    let present = "\(screen.columns)×\(screen.rows)"
    // From the longest to the shortest: the numbers must stand whole.
    let texts = [
      ["winnow needs \(needed);", "this window has \(present)."],
      ["winnow needs", "\(needed);", "this window", "has \(present)."],
      ["needs \(needed)", "has \(present)"], ["\(present) < \(needed)"],
    ]
    let fitting = texts.first { lines in
      lines.count <= screen.rows
        && lines.allSatisfy { TerminalUI.columns(of: $0) <= screen.columns }
    }
    let lines = fitting ?? texts[texts.count - 1]
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
