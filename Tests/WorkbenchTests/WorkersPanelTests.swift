import Domain
import TerminalUI
import Testing
import Workbench

/// The dashboard's workers: what the lead alone sees of their answers.
@Suite struct WorkersPanelTests {
  @Test("The dashboard shows gold by worker to the lead alone", arguments: [true, false])
  func panel(isLead: Bool) {
    var report = Fixtures.full
    report.workers[0].gold = .init(answers: 20, right: 19)
    let session = Fixtures.session(report: report, isReadOnly: true, isLead: isLead)
    let screen = session.draw(rows: 60, columns: 200).text
    #expect(screen.contains("workers"))
    #expect(screen.contains("19/20") == isLead)
  }

  @Test("How often workers agree with predictions is shown to the lead", arguments: [true, false])
  func agreement(isLead: Bool) {
    var report = Fixtures.full
    var promise = report.quality.promise ?? PromiseReport()
    promise.workers = [
      .init(worker: report.workers[0].name, answers: 200, agreeing: 151, expected: 0.913),
      .init(worker: report.workers[1].name, answers: 5, agreeing: 5, expected: 0.9),
    ]
    report.quality.promise = promise
    let session = Fixtures.session(report: report, isReadOnly: true, isLead: isLead)
    let screen = session.draw(rows: 60, columns: 200).text
    #expect(screen.contains("workers: how many answers agree with predictions") == isLead)
    #expect(screen.contains("expected") == isLead)
    #expect(screen.contains("75.5 %") == isLead && screen.contains("91.3 %") == isLead)
  }
}
