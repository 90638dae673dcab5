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

  @Test("A challenger is compared with the champion, or its failure told")
  func challenger() {
    var report = report()
    var challenge = ChallengeReport(round: 2, champion: "./model.py", challenger: "built-in")
    challenge.compared = 40
    challenge.championRight = 36
    challenge.challengerRight = 38
    challenge.championAuto = 50
    challenge.challengerAuto = 1_055
    report.challenge = challenge
    #expect(
      StatusText.lines(report, now: Fixtures.now).last
        == "  challenger built-in: 1,055 labels, 95.0 % of 40 answers; champion 50 labels, 90.0 %"
        + " of 40 answers")
    report.challenge?.failure = "no memory"
    #expect(
      StatusText.lines(report, now: Fixtures.now).last
        == "  challenger built-in: failed in round 2: no memory")
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
