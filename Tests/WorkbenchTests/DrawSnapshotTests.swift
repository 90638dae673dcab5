import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("Session.draw: snapshots")
struct DrawSnapshotTests {
  static let small = Size(rows: 16, columns: 60)
  static let usual = Size(rows: 24, columns: 80)
  static let wide = Size(rows: 32, columns: 110)
  static let large = Size(rows: 45, columns: 160)

  static let huge = Size(rows: 50, columns: 200)
  static let sizes = [
    ("small", small), ("usual", usual), ("wide", wide), ("huge", huge),
  ]

  func expect(_ session: Session, _ name: String, _ size: Size = usual) {
    var shown = session
    show(&shown, size)
    expectScreen(shown.draw(rows: size.rows, columns: size.columns), name)
  }

  func pressing(_ keys: [Key], _ session: Session = Fixtures.session()) -> Session {
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
