import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("ReviewView")
struct ReviewViewTests {
  private static let answers: [(label: Int, worker: String)] = [
    (0, "ana"), (3, "ben"), (2, "ana"), (1, "cleo"),
  ]

  private static let rows = answers.enumerated().map { place, answer in
    var row = ReviewRow(
      item: Fixtures.item(place), standing: ItemStanding(.people, label: answer.label))
    var entry = ReviewEntry(
      number: Int64(9 - place), item: place, worker: answer.worker,
      at: Fixtures.now - 7200 - Double(place * 60))
    entry.label = answer.label
    row.entry = entry
    row.opinions = [.init(worker: answer.worker, label: answer.label)]
    return row
  }

  /// A lead's session in the review, with a list read.
  private func session(
    _ rows: [ReviewRow] = rows, next: ReviewPlace? = nil, size: Size = Size(rows: 24, columns: 80)
  ) -> Session {
    var session = Session(
      SessionSetup(
        jobName: "news-headlines", labels: Fixtures.labels, guide: Fixtures.guide, worker: "eva",
        isReadOnly: true, isLead: true, timeZone: Fixtures.utc),
      report: Fixtures.report, now: Fixtures.now)
    _ = session.start()
    show(&session, size)
    while !(session.top is ReviewView) { _ = session.update(.key(.tab)) }
    let effects = session.update(.shown(session.draw(size).shown))
    answer(&session, effects, rows, next: next)
    show(&session, size)
    return session
  }

  private func answer(
    _ session: inout Session, _ effects: [Effect], _ rows: [ReviewRow], next: ReviewPlace? = nil
  ) {
    for case .store(.review(let request)) in effects {
      _ = session.update(.store(.reviewed(request, ReviewPage(rows: rows, next: next))))
    }
  }

  private func type(_ session: inout Session, _ text: String) -> [Effect] {
    text.flatMap { session.update(.key(.character($0))) }
  }

  private func asked(_ effects: [Effect]) -> ReviewRequest? {
    effects.lazy.compactMap { effect -> ReviewRequest? in
      guard case .store(.review(let request)) = effect else { return nil }
      return request
    }.first
  }

  @Test("Only a lead has the review, after the other views")
  func leadsAlone() {
    #expect(session().top is ReviewView)
    #expect(!KeyMap(labels: Fixtures.labels).scopes.contains(ReviewView.scope))
    let lead = KeyMap(labels: Fixtures.labels, isLead: true)
    #expect(lead.scopes.contains(ReviewView.scope))
    var labeler = Fixtures.session(isLead: false)
    for _ in 0..<4 {
      _ = labeler.update(.key(.tab))
      #expect(!(labeler.top is ReviewView))
    }
  }

  @Test("A wrong label of two hours ago is found and mended with a dozen keys")
  func twoHoursAgo() throws {
    var session = session()
    _ = type(&session, "t2")
    let hour = try #require(asked(session.update(.key(.enter))))
    #expect(hour.list == .answers)
    #expect(hour.since == Fixtures.now - 9000 && hour.until == Fixtures.now - 5400)
    _ = session.update(.store(.reviewed(hour, ReviewPage(rows: Self.rows))))
    show(&session)
    _ = session.update(.key(.down))
    _ = type(&session, "lt")
    #expect(
      session.update(.key(.enter))
        == [.change(.adjudicate([1], .label(1), reason: "changed without a reason"))])
    var changed = Self.rows[1]
    changed.standing = ItemStanding(.lead, label: 1)
    _ = session.update(.store(.adjudicated([1], .label(1), now: [changed])))
    #expect(session.notice?.contains("undoes it") == true)
    #expect(session.draw(rows: 24, columns: 80).text.contains("✓"))
    #expect(
      type(&session, "u")
        == [.change(.adjudicate([1], .undo, reason: "undone without a reason"))])
    _ = session.update(.store(.adjudicated([1], .undo, now: [Self.rows[1]])))
    #expect(type(&session, "u") == [])
  }

  @Test("Marked rows are decided together, and a second key waits for the first decision")
  func marks() {
    var session = session()
    _ = type(&session, "  ")
    #expect(
      type(&session, "c")
        == [.change(.adjudicate([0, 1], .confirm, reason: "confirmed without a reason"))])
    #expect(type(&session, "c") == [])
    _ = session.update(.store(.adjudicated([0, 1], .confirm, now: [])))
    #expect(
      type(&session, "*c").last
        == .change(.adjudicate([0, 1, 2, 3], .confirm, reason: "confirmed without a reason")))
  }

  @Test("Reopening and rejecting ask for a reason and take none that is empty")
  func reasons() {
    var session = session()
    _ = type(&session, "o")
    #expect(session.update(.key(.enter)) == [])
    _ = type(&session, "old guide")
    #expect(
      session.update(.key(.enter)) == [.change(.adjudicate([0], .reopen, reason: "old guide"))])
    _ = session.update(.store(.adjudicated([0], .reopen, now: [])))
    _ = type(&session, "xspam")
    #expect(
      session.update(.key(.enter))
        == [.change(.adjudicate([0], .reject(.other("spam")), reason: "spam"))])
  }

  @Test("A list is read on where the selection nears its end, and anew for another one")
  func parts() {
    var session = session(next: ReviewPlace(5))
    let view = session.top as? ReviewView
    #expect(view != nil)
    // The part that ended was followed by a request for the next one at once.
    let other = asked(session.update(.key(.right)))
    #expect(other?.list == .doubtful && other?.after == nil)
    _ = session.update(.store(.reviewed(ReviewRequest(.answers), ReviewPage(rows: Self.rows))))
    #expect(session.draw(rows: 24, columns: 80).text.contains("Reading…"))
  }

  @Test("Search, worker and order are part of the request; Esc drops them")
  func filters() {
    var session = session()
    _ = type(&session, "/tea")
    #expect(asked(session.update(.key(.enter)))?.search == "tea")
    _ = type(&session, "wana")
    #expect(asked(session.update(.key(.enter)))?.worker == "ana")
    #expect(asked(type(&session, "s"))?.isReversed == true)
    let plain = asked(session.update(.key(.escape)))
    #expect(plain?.search == "" && plain?.worker == nil && plain?.isReversed == false)
  }

  @Test("An open item shows its whole life")
  func life() {
    var session = session()
    #expect(session.update(.key(.enter)) == [.store(.life(0))])
    _ = session.update(.store(.lived(Self.life)))
    let text = session.draw(rows: 24, columns: 80).text
    for part in [
      "ana answered “Business”", "eva, the lead, gave it", "not a merger", "64.0 %",
      "by the lead",
    ] {
      #expect(text.contains(part), "\(part)")
    }
    #expect(session.update(.key(.down)) == [.store(.life(1))])
    _ = session.update(.key(.escape))
    #expect(session.top is ReviewView)
  }

  private static let life: ItemLife = {
    var row = rows[0]
    row.standing = ItemStanding(.lead, label: 2)
    func answer(_ id: Int64, _ who: String, _ label: Int, _ purpose: String, before: Double)
      -> ItemHistory.Answer
    {
      ItemHistory.Answer(
        id: id, worker: who, label: label, rejection: nil, purpose: purpose,
        times: (Fixtures.now - before, Fixtures.now - before, 0), round: 2, isCounted: true)
    }
    var undone = answer(2, "ben", 1, "audit", before: 7000)
    (undone.auditPredicted, undone.undoneAt) = (0, Fixtures.now - 6900)
    var decision = answer(3, "eva", 2, "adjudication", before: 60)
    decision.because = "a concert, not a merger"
    var history = ItemHistory(item: 0)
    history.answers = [answer(1, "ana", 0, "label", before: 7200), undone, decision]
    history.settled = .init(
      origin: "adjudicated", label: 2, rejection: nil, at: Fixtures.now - 60, agreement: 1)
    return ItemLife(
      row: row, history: history,
      prediction: ItemPrediction(
        round: 3, probabilities: [0.64, 0.2, 0.1, 0.06], autoLabel: nil))
  }()

  /// A session on the alarms of a project that has one about audits and one about a worker.
  private func alarmed(_ size: Size = Size(rows: 24, columns: 80)) -> Session {
    var session = session(size: size)
    let report = Fixtures.report {
      $0.alarms = [
        AlarmReport(
          id: 1, alarm: Alarm(.audits, contradicting: 19, of: 143, expected: 0.05, round: 5),
          raisedAt: Fixtures.now - 600),
        AlarmReport(
          id: 2,
          alarm: Alarm(
            .worker, worker: "ben", contradicting: 40, of: 90, expected: 0.1, round: 5),
          raisedAt: Fixtures.now - 60),
      ]
    }
    _ = session.update(.reported(report))
    _ = type(&session, "a")
    show(&session, size)
    return session
  }

  @Test("An alarm is acknowledged, or its worker set aside, for a reason")
  func alarms() {
    var session = alarmed()
    #expect(session.top is AlarmsView)
    _ = type(&session, "a")
    #expect(session.update(.key(.enter)) == [])
    _ = type(&session, "old guide")
    #expect(
      session.update(.key(.enter)) == [.change(.acknowledge(alarm: 1, reason: "old guide"))])
    _ = session.update(
      .store(.settled(.acknowledge(alarm: 1, reason: "old guide"), count: 1)))
    #expect(type(&session, "z") == [])
    _ = session.update(.key(.down))
    _ = type(&session, "zguessed")
    #expect(
      session.update(.key(.enter)) == [.change(.setAside(worker: "ben", reason: "guessed"))])
    _ = session.update(.store(.settled(.setAside(worker: "ben", reason: "guessed"), count: 7)))
    #expect(session.notice?.contains("7 answers of ben set aside") == true)
  }

  @Test("What contradicts is shown in the review")
  func contradicting() {
    var session = alarmed()
    _ = session.update(.key(.down))
    _ = session.update(.key(.enter))
    #expect(session.top is ReviewView)
    let size = Size(rows: 24, columns: 80)
    let wanted = asked(session.update(.shown(session.draw(size).shown)))
    #expect(wanted?.list == .contradictions && wanted?.worker == "ben")
  }

  @Test("The alarms", arguments: [(16, 60), (24, 80), (32, 110)])
  func alarmSnapshots(rows: Int, columns: Int) {
    let shown = alarmed(Size(rows: rows, columns: columns))
    expectScreen(shown.draw(rows: rows, columns: columns), "review-alarms-\(columns)")
  }

  @Test("The review and an open item", arguments: [(16, 60), (24, 80), (32, 110)])
  func snapshots(rows: Int, columns: Int) {
    let size = Size(rows: rows, columns: columns)
    var shown = session(size: size)
    _ = type(&shown, " ")
    show(&shown, size)
    expectScreen(shown.draw(rows: rows, columns: columns), "review-\(columns)")
    _ = shown.update(.key(.up))
    _ = shown.update(.key(.enter))
    _ = shown.update(.store(.lived(Self.life)))
    show(&shown, size)
    expectScreen(shown.draw(rows: rows, columns: columns), "review-item-\(columns)")
  }

  /// The worker in the row that is selected.
  private func selected(_ session: Session) -> String? {
    let lines = session.draw(rows: 24, columns: 80).text.split(separator: "\n")
    return lines.first { $0.contains("▸") }?.split(separator: " ").last.map(String.init)
  }

  @Test(
    "A click selects a row, a second one opens it, and the wheel moves the selection or the text")
  func mouse() throws {
    var session = session()
    let drawn = session.draw(rows: 24, columns: 80)
    #expect(drawn.readsMouse)
    let lines = drawn.text.split(separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains("cleo") })
    let click = Event.terminal(.click(row: row, column: 30))
    #expect(session.update(click) == [])
    #expect(selected(session) == "cleo")
    #expect(session.update(click) == [.store(.life(3))])
    show(&session)
    // The list is not on the screen any more.
    #expect(session.update(click) == [])
    _ = session.update(.terminal(.wheel(rows: 3)))
    #expect(session.top.page == 3)
    _ = session.update(.key(.escape))
    _ = session.update(.terminal(.wheel(rows: -3)))
    #expect(selected(session) == "ana")
    _ = session.update(.key(.character("?")))
    #expect(!session.draw(rows: 24, columns: 80).readsMouse)
    #expect(session.update(.terminal(.wheel(rows: 3))) == [])
  }
}
