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
        "  accuracy   target 95.0 %; estimated 96.2 %, at least 95.1 %",
        "  to do      not known before 2 rounds (so far 0); at most all 79 items",
      ])
  }

  @Test("How the accuracy is known has a line each, and so has an alarm")
  func promise() {
    let lines = StatusText.lines(Fixtures.promised, now: Fixtures.now)
    let expected = """
        accuracy   target 95.0 %; estimated 96.2 %, at least 95.0 %; audits: 96.1 % right by 143 \
      random checks, weighted to all auto-labels; at least 92.6 %
        to do      about 2,500 more by people, checks included; in 8 of 10 jobs 1,300 to 3,900; \
      time: 47 min (24 min to 74 min) at today's 53 answers a minute; money: no price: winnow set \
      --price names one
        targets    estimate of what people label: at 90 %: 35 % (29–43); 95 %: 47 % (35–62); 97 %: \
      55 % (39–75); 99 %: 71 % (47–100)
        check      failed: 15 of 250 wrong; again after more answers
        answers    3 of 62 repeats differ: 0.5 % to 7.1 % of answers wrong; 90 more repeats would \
      tell well
          Business: precision 97 % (91–99), recall too few to tell
          Science and Technology: precision 98 % (90–100), recall 96 % (89–99)
          Entertainment: precision too few to tell, recall too few to tell
          Health & Medicine: precision too few to tell, recall 90 % (77–97)
      """
    #expect(lines.suffix(9).joined(separator: "\n") == expected)
    let alarmed = StatusText.lines(Fixtures.alarmed, now: Fixtures.now)
    #expect(
      alarmed.suffix(2) == [
        "  ALARM 1    19 of 143 audited auto-labels (13.3 %; at most 5.0 % expected) are wrong, round"
          + " 5.",
        "             to do: look at what contradicts, by “winnow review --list missed-audits” or in"
          + " the dashboard's review; “winnow alarms acknowledge” lets the job go on",
      ])
    #expect(alarmed.contains { $0.contains("held until the lead has looked at the alarm") })
  }

  @Test("A few repeats that agree are too few to tell")
  func fewRepeats() {
    var report = Fixtures.promised
    report.quality.promise?.answers = .init(
      repeats: 2, disagreements: 0, isBySameWorker: true,
      errors: .init(value: 0, low: 0, high: 0.75), declared: nil, repeatsMissing: 0)
    #expect(
      StatusText.lines(report, now: Fixtures.now).contains {
        $0.contains("2 repeats, all agree: too few to tell how many answers are wrong")
      })
  }

  @Test("A check that nobody has answered is not said to have failed")
  func emptyCheck() {
    var report = Fixtures.promised
    report.quality.promise?.closing?.drawn = 0
    report.quality.promise?.closing?.wrong = 0
    #expect(
      StatusText.lines(report, now: Fixtures.now).contains {
        $0.contains("given up before anyone answered it; again after more answers")
      })
  }

  @Test("Auto-labels that are held back say what is missing")
  func holds() {
    var report = Fixtures.promised
    report.quality.promise?.hold = .unseenLabels([3], missing: 19)
    #expect(
      StatusText.lines(report, now: Fixtures.now).contains {
        $0.contains(
          "“Health & Medicine” never given; 19 more random answers without it would show that it is "
            + "rare")
      })
    report.quality.promise?.hold = .randomAnswers(missing: 1)
    #expect(
      StatusText.lines(report, now: Fixtures.now).contains {
        $0.contains("held until 1 more random answer can be compared with the input's labels")
      })
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
        target: 0.95, estimatedAccuracy: 0.962, lowerBound: 0.951))
  }
}
