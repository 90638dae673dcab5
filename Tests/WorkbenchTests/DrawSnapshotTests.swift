import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("Session.draw: snapshots")
struct DrawSnapshotTests {
  private static let small = Size(rows: 16, columns: 60)
  private static let usual = Size(rows: 24, columns: 80)
  private static let wide = Size(rows: 32, columns: 110)
  private static let large = Size(rows: 45, columns: 160)

  private static let huge = Size(rows: 50, columns: 200)
  private static let sizes = [
    ("small", small), ("usual", usual), ("wide", wide), ("huge", huge),
  ]

  private func expect(_ session: Session, _ name: String, _ size: Size = usual) {
    var shown = session
    show(&shown, size)
    expectScreen(shown.draw(rows: size.rows, columns: size.columns), name)
  }

  private func pressing(_ keys: [Key], _ session: Session = Fixtures.session()) -> Session {
    var session = session
    for key in keys { _ = session.update(.key(key)) }
    return session
  }

  @Test(
    "The labeling screen",
    arguments: [("small", small), ("usual", usual), ("wide", wide), ("large", large)])
  func labeling(name: String, size: Size) {
    expect(Fixtures.busySession(), "labeling-\(name)", size)
  }

  @Test("A long title is wrapped, and the labels stay where they are")
  func longTitle() {
    expect(Fixtures.session(tasks: [Fixtures.task(1)]), "labeling-long-title")
    let endless = String(repeating: "very ", count: 400) + "long"
    expect(
      Fixtures.session(tasks: [Fixtures.task(0, text: endless)]), "labeling-endless", Self.small)
  }

  @Test("A hostile title is shown inert")
  func hostile() {
    let task = Fixtures.task(0, text: Fixtures.hostileTitle)
    expect(Fixtures.session(tasks: [task]), "labeling-hostile")
  }

  @Test("Many labels stand in columns")
  func manyLabels() {
    let labels = LabelSet(
      labels: "1234567890abcdefijkmopstv".map { .init(name: "Label number \($0)", key: $0) })
    expect(Fixtures.session(labels: labels), "labeling-many-labels", Self.small)
  }

  @Test("Labels that are many or long", arguments: [("small", small), ("usual", usual)])
  func labels(name: String, size: Size) {
    func set(_ names: [String]) -> LabelSet {
      let keys = LabelKeys.choose(for: names, given: names.map { _ in nil })
      return LabelSet(labels: zip(names, keys).map { LabelSet.Label(name: $0, key: $1) })
    }
    let many = set((0..<300).map { "Intent \(["card", "cash", "fee"][$0 % 3]) \($0)" })
    expect(Fixtures.session(labels: many), "labels-300-\(name)", size)
    var search = Fixtures.session(labels: many)
    for key in "/cash 1" { _ = search.update(.key(.character(key))) }
    _ = search.update(.key(.down))
    expect(search, "labels-search-\(name)", size)
    let long = set(
      ["a parcel", "an electronic device", "a subscription"].flatMap { thing in
        ["before", "after"].map {
          "Request for a refund of \(thing) that came \($0) the day promised"
        }
      })
    expect(Fixtures.session(labels: long), "labels-long-\(name)", size)
  }

  @Test("Line breaks, other scripts, and a locale that hides them")
  func texts() {
    let text = "Order:\t4711\n\n\n\n日本語のテキスト\nمرحبا بالعالم 🎉 नमस्ते"
    let task = Fixtures.task(0, text: text)
    expect(Fixtures.session(tasks: [task]), "labeling-lines")
    var session = Session(
      Fixtures.setup(isASCII: true), report: Fixtures.report, now: Fixtures.now)
    _ = session.update(.leased([task]))
    expect(session, "labeling-ascii")
  }

  @Test("Items that need several people say so when nothing is left")
  func severalPeople() {
    let report = Fixtures.report {
      $0.settings.workersPerItem = 3
      $0.counts.queued = 5
      $0.counts.partlyAnnotated = 5
      $0.counts.votes = 7
    }
    expect(Fixtures.session(tasks: [], report: report), "empty-several", Self.small)
    var session = Fixtures.session(report: report)
    _ = session.update(.key(.tab))
    expect(session, "dashboard-several")
  }

  @Test("A paused worker's screen drops its items and says why")
  func paused() {
    var session = Fixtures.session(tasks: [Fixtures.task(0), Fixtures.task(1)])
    _ = session.update(
      .reported(Fixtures.report { $0.workers[0].pausedBecause = "please read the guide again" }))
    expect(session, "empty-worker-paused", Self.small)
  }

  @Test("The answer that was taken back is marked")
  func takenBack() {
    var session = pressing([.character("b")])
    _ = session.update(.saved(0, Fixtures.receipt()))
    _ = session.update(.key(.character("u")))
    _ = session.update(.undone(UndoneAnnotation(task: Fixtures.task(0), label: 0)))
    expect(session, "labeling-taken-back")
  }

  @Test("A save that lasts, and one that failed")
  func saving() {
    var session = pressing([.character("b")])
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(0.1)))
    expect(session, "labeling-saving")
    let answer = Annotation(item: 0, label: 0, acceptedAt: Fixtures.now, secondsSpent: 0)
    _ = session.update(.failed(.save(answer), message: "the disk is full"))
    expect(session, "labeling-failed")
    _ = session.update(.key(.character("q")))
    expect(session, "leaving-unsaved")
  }

  @Test("A short save changes nothing on the screen")
  func shortSave() {
    let before = Fixtures.session()
    let during = pressing([.character("b")], before)
    #expect(before.draw(rows: 24, columns: 80) == during.draw(rows: 24, columns: 80))
  }

  @Test(
    "An empty labeling screen says why",
    arguments: [
      ("completed", LabelingJobStatus.completed, LoopReport.State.done, true, 0),
      ("stopped", .stopped, .waiting, true, 0),
      ("paused", .inProgress, .paused, true, 0),
      ("waiting", .inProgress, .working, true, 0),
      ("no-loop", .inProgress, .waiting, false, 0),
      ("failed", .inProgress, .failed, true, 0),
      ("leased", .inProgress, .waiting, true, 8),
    ])
  func empty(
    name: String, status: LabelingJobStatus, state: LoopReport.State, isRunning: Bool, leased: Int
  ) {
    let report = Fixtures.report {
      $0.status = status
      $0.loop.state = state
      $0.loop.isRunning = isRunning
      $0.loop.failure = state == .failed ? "the model gave no answer for 10 s" : nil
      $0.counts.queued = 0
      $0.counts.leased = leased
    }
    expect(Fixtures.session(tasks: [], report: report), "empty-\(name)", Self.small)
  }

  @Test("Rejecting an item asks why")
  func badItem() {
    expect(pressing([.character("x")]), "bad-item")
    expect(pressing([.character("x")]), "bad-item-small", Self.small)
    let typed: [Key] = [.character("x"), .character("w")] + "half a title".map(Key.character)
    expect(pressing(typed), "bad-item-typing")
    let long = Fixtures.session(tasks: [Fixtures.task(1)])
    expect(pressing([.character("x")], long), "bad-item-wide", Self.wide)
    expect(pressing(typed, long), "bad-item-typing-small", Self.small)
  }

  @Test(
    "The dashboard",
    arguments: [("small", small), ("usual", usual), ("wide", wide), ("large", large)])
  func dashboard(name: String, size: Size) {
    expect(Fixtures.session(isReadOnly: true), "dashboard-\(name)", size)
  }

  @Test(
    "The dashboard says how the accuracy is known",
    arguments: [("small", small), ("usual", usual), ("wide", wide), ("large", large)])
  func promised(name: String, size: Size) {
    expect(
      Fixtures.session(report: Fixtures.promised, isReadOnly: true), "dashboard-promised-\(name)",
      size)
  }

  @Test("An open alarm is on every screen", arguments: [("small", small), ("usual", usual)])
  func alarmed(name: String, size: Size) {
    let report = Fixtures.alarmed
    expect(Fixtures.session(report: report, isReadOnly: true), "dashboard-alarm-\(name)", size)
    expect(Fixtures.session(report: report), "labeling-alarm-\(name)", size)
  }

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
      $0.quality.audited = 1_140
      $0.quality.auditedCorrect = 1_039
    }
    let text = Fixtures.session(report: report, isReadOnly: true)
      .draw(rows: 24, columns: columns).text
    #expect(text.contains("12,345 more answers, 6 h"))
    #expect(text.contains("1,039 of 1,140 doubtful"))
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

  @Test("Help and guide")
  func reading() {
    expect(pressing([.character("?")]), "help")
    expect(pressing([.character("?")], Fixtures.session(isReadOnly: true)), "help-watching")
    expect(pressing([.character("g")]), "guide", Self.small)
  }

  @Test("A project that cannot be read shows since when, until it can be read again")
  func unreadable() {
    var session = Fixtures.session()
    let message = "disk I/O error"
    _ = session.update(.store(.observationFailed(message: message)))
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(60)))
    _ = session.update(.store(.observationFailed(message: message)))
    expect(session, "labeling-unreadable")
    _ = session.update(.key(.tab))
    expect(session, "dashboard-unreadable", Self.small)
    _ = session.update(.reported(Fixtures.report))
    #expect(!session.draw(rows: 24, columns: 80).text.contains(message))
  }

  @Test("A window too small says so")
  func tooSmall() {
    expect(Fixtures.session(), "too-small", Size(rows: 8, columns: 40))
    expect(Fixtures.session(), "too-small-narrow", Size(rows: 5, columns: 20))
  }

  @Test(
    "A window too small shows its size and the least size in any twelve columns", arguments: 12...45
  )
  func tooSmallNumbers(columns: Int) {
    for rows in 1...12 {
      let text = Fixtures.session().draw(rows: rows, columns: columns).text
      #expect(text.contains("46×12"))
      #expect(text.contains("\(columns)×\(rows)"))
    }
  }

  @Test("A loop that has just been started is waited for, but not for ever")
  func startingLoop() {
    let report = Fixtures.report {
      $0.loop.state = .waiting
      $0.loop.isRunning = false
      $0.counts.queued = 0
      $0.counts.leased = 0
    }
    var session = Session(Fixtures.setup(startsLoop: true), report: report, now: Fixtures.now)
    _ = session.start()
    _ = session.update(.leased([]))
    expect(session, "empty-starting", Self.small)
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(3.1)))
    let text = session.draw(rows: 24, columns: 80).text
    #expect(text.contains("The queue is empty, and the loop is not running"))
  }
}
