import Domain
import TerminalUI
import Testing
import Workbench

/// Answers to items whose label is known, on the screens.
@Suite struct GoldTests {
  @Test("The dashboard shows gold by worker to the lead alone", arguments: [true, false])
  func panel(isLead: Bool) {
    var report = Fixtures.full
    report.workers[0].gold = .init(answers: 20, right: 19)
    let session = Fixtures.session(report: report, isReadOnly: true, isLead: isLead)
    let screen = session.draw(rows: 60, columns: 200).text
    #expect(screen.contains("workers"))
    #expect(screen.contains("19/20") == isLead)
  }
}
