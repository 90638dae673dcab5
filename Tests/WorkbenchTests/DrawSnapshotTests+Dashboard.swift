import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

// The dashboard, the workflow, and what is asked over them.
extension DrawSnapshotTests {
  @Test("The dashboard's second page, of a labeler")
  func secondPage() {
    expect(pressing([.tab, .right]), "dashboard-page-2")
  }

  @Test("The pages of the dashboard with all that it can show", arguments: 1...6)
  func pages(page: Int) {
    var session = Fixtures.session(report: Fixtures.full, isReadOnly: true)
    for _ in 1..<page {
      show(&session)
      _ = session.update(.key(.right))
    }
    expect(session, "dashboard-full-\(page)")
  }

  @Test("The dashboard on a large window has everything, and no page")
  func whole() {
    let session = Fixtures.session(report: Fixtures.full, isReadOnly: true)
    expect(session, "dashboard-full-huge", Self.huge)
    let text = session.draw(rows: 50, columns: 200).text
    #expect(!text.contains("page 1 of"))
  }

  @Test("The workflow while a round runs", arguments: sizes)
  func workflow(name: String, size: Size) {
    let session = pressing([.tab], Fixtures.session(report: Fixtures.full, isReadOnly: true))
    expect(session, "workflow-running-\(name)", size)
  }

  @Test("The workflow while people label, before the first round, and of an earlier round")
  func workflows() {
    func session(_ report: ProjectReport, _ keys: [Key] = []) -> Session {
      pressing([.tab] + keys, Fixtures.session(report: report, isReadOnly: true))
    }
    expect(session(Fixtures.full(round: 5)), "workflow-waiting")
    expect(session(Fixtures.full(round: 0)), "workflow-start")
    expect(session(Fixtures.full, [.left, .left]), "workflow-earlier", Self.wide)
    let over = Fixtures.report(of: Fixtures.full(round: 5)) {
      $0.status = .completed
      $0.rounds[4].selected = 0
    }
    expect(session(over), "workflow-completed")
  }

  @Test("A failure is read in full, with the model's last words", arguments: sizes)
  func failure(name: String, size: Size) {
    var session = pressing([.tab], Fixtures.session(report: Fixtures.failed, isReadOnly: true))
    expect(session, "workflow-failed-\(name)", size)
    show(&session, size)
    _ = session.update(.key(.down))
    expect(session, "workflow-failed-steps-\(name)", size)
  }

  @Test("Events can be paged and narrowed")
  func events() {
    let report = Fixtures.report {
      $0.events = (0..<40).map { number in
        EventReport(
          id: 40 - number, at: Fixtures.now.addingTimeInterval(Double(-number) * 70),
          by: number % 3 == 0 ? "ana" : nil,
          event: number % 3 == 0
            ? .sessionOpened(worker: "ana")
            : number % 7 == 1
              ? .roundFailed(round: 3, reason: "the model gave no answer for 10 s")
              : .roundPublished(round: 40 - number, autoLabeled: 6_104, tasks: 200))
      }
    }
    var session = pressing([.character("e")], Fixtures.session(report: report, isReadOnly: true))
    expect(session, "events", Self.small)
    for _ in 0..<4 { _ = session.update(.key(.character("f"))) }
    expect(session, "events-trouble", Self.small)
    for key in "/round 3" { _ = session.update(.key(.character(key))) }
    expect(session, "events-typing", Self.small)
    _ = session.update(.key(.enter))
    _ = session.update(.key(.character("f")))
    let text = session.draw(rows: 24, columns: 80).text
    #expect(
      text.contains("Round 38") && text.contains("Round 3 failed") && !text.contains("ana started"))
  }

  @Test("The dial asks before it sets a target")
  func target() {
    let watching = Fixtures.session(report: Fixtures.full, isReadOnly: true)
    expect(pressing([.character("t"), .character("9")], watching), "target-typing", Self.small)
    let asked = pressing(
      [.character("t"), .character("9"), .character("7"), .enter], watching)
    expect(asked, "target-asked", Self.small)
  }

  @Test("The dashboard of a project that has just begun")
  func newProject() {
    let report = ProjectReport(
      jobName: "news-headlines", status: .inProgress, labels: Fixtures.labels,
      counts: Counts(total: 300, human: 20, humanByLabel: [5, 5, 5, 5], queued: 20),
      loop: LoopReport(isRunning: true, labelsNeeded: 40), quality: QualityReport(target: 0.95))
    expect(Fixtures.session(report: report, isReadOnly: true), "dashboard-new")
  }

  @Test(
    "The dashboard cuts neither the labels' names nor the next round's condition",
    arguments: [80, 120])
  func wholeWords(columns: Int) {
    let report = Fixtures.report {
      $0.loop.state = .waiting
      $0.loop.labelsNeeded = 12_345
    }
    let text = Fixtures.session(report: report, isReadOnly: true)
      .draw(rows: 24, columns: columns).text
    #expect(text.contains("12,345 more answers, 6 h"))
    #expect(text.contains("Entertainment") && text.contains("Health & Medicine"))
  }

  @Test("The dashboard when a round has failed")
  func failedRound() {
    let report = Fixtures.report {
      $0.loop.state = .failed
      $0.loop.failure =
        "./model.py train ended with code 1; it said: File \u{1B}[31mmodel.py, line 12 | KeyError: "
        + "'source' (log: news/rounds/6/own/log)"
      $0.quality.lowerBound = 0.93
    }
    expect(Fixtures.session(report: report, isReadOnly: true), "dashboard-failed")
  }

  @Test("The dashboard with an external model and a challenger", arguments: [usual, wide])
  func models(size: Size) {
    let report = Fixtures.report {
      var challenge = ChallengeReport(
        round: 5, champion: "./model.py --fast", challenger: "built-in")
      challenge.compared = 248
      challenge.championRight = 180
      challenge.challengerRight = 201
      challenge.championAuto = 6_104
      challenge.challengerAuto = 6_577
      $0.challenge = challenge
    }
    expect(
      Fixtures.session(report: report, isReadOnly: true), "dashboard-models-\(size.columns)", size)
  }

  @Test("A challenger that failed says why")
  func failedChallenger() {
    let report = Fixtures.report {
      var challenge = ChallengeReport(round: 5, champion: "built-in", challenger: "./model.py")
      challenge.failure = "./model.py predict gave 3 lines for 8,000; it said: out of memory"
      $0.challenge = challenge
    }
    expect(
      Fixtures.session(report: report, isReadOnly: true), "dashboard-challenger-failed", Self.wide)
  }
}
