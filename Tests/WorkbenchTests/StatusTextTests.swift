import Domain
import Testing
import Workbench

@Suite("StatusText")
struct StatusTextTests {
  @Test("The status in words has every count, the loop and the accuracy")
  func words() {
    #expect(
      StatusText.lines(report(), now: Fixtures.now) == [
        "news: InProgress",
        "  people      20.0 %  20",
        "  model       50.0 %  50",
        "  left        29.0 %  29",
        "  rejected     1.0 %  1",
        "  loop       not running; round 3 in 12 answers",
        "  accuracy   target 95.0 %; estimated 96.2 %, at least 95.1 %; audits 9 of 10 right (90.0 %)",
      ])
  }

  @Test("A failed round says why")
  func failure() {
    var report = report()
    report.loop.state = .failed
    report.loop.failure = "the disk is full"
    #expect(
      StatusText.lines(report, now: Fixtures.now).contains {
        $0.contains("round 3 failed: the disk is full")
      })
  }

  private func report() -> ProjectReport {
    ProjectReport(
      jobName: "news", status: .inProgress, labels: LabelSet(labels: []),
      counts: Counts(total: 100, human: 20, auto: 50, rejected: 1),
      loop: LoopReport(state: .waiting, round: 3, labelsNeeded: 12),
      quality: QualityReport(
        target: 0.95, estimatedAccuracy: 0.962, lowerBound: 0.951, audited: 10, auditedCorrect: 9))
  }
}
