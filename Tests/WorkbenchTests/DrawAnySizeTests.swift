import Domain
import TerminalUI
import Testing
import Workbench

@Suite("Session.draw: any size")
struct DrawAnySizeTests {
  private static let sessions: [Session] = {
    let labeling = Fixtures.session(tasks: [Fixtures.task(0, text: Fixtures.hostileTitle)])
    var sessions = [labeling, Fixtures.session(tasks: []), Fixtures.session(report: nil)]
    for key in [Key.tab, .character("?"), .character("g"), .character("x")] {
      var session = labeling
      _ = session.update(.key(key))
      sessions.append(session)
    }
    for report in [Fixtures.full, Fixtures.failed, Fixtures.full(round: 0)] {
      for keys in [
        [Key.tab, .tab], [.tab, .tab, .left], [.tab, .character("e")], [.tab, .character("t")],
      ] {
        var session = Fixtures.session(report: report)
        for key in keys { _ = session.update(.key(key)) }
        sessions.append(session)
      }
    }
    return sessions
  }()

  private static let widths = [
    1, 2, 10, 45, 46, 47, 60, 61, 79, 80, 81, 99, 100, 110, 133, 200, 300,
  ]

  @Test("Every view can be drawn at any size", arguments: widths)
  func anySize(columns: Int) {
    for session in Self.sessions {
      for rows in [0, 1, 3, 11, 12, 13, 16, 17, 23, 24, 25, 40, 80] {
        var session = session
        show(&session, Size(rows: rows, columns: columns))
        let screen = session.draw(rows: rows, columns: columns)
        #expect(screen.rows == rows && screen.columns == columns)
      }
    }
  }

  @Test("Instructions that only repeat the question take no room beside the item")
  func questionAlone() {
    let guide = Guide(header: "Which?", shortInstructions: [.init(kind: .heading, text: "Which?")])
    let setup = SessionSetup(
      jobName: "job", labels: Fixtures.labels, guide: guide, worker: "ana", timeZone: Fixtures.utc)
    let session = Session(setup, now: Fixtures.now)
    #expect(!session.draw(rows: 32, columns: 110).text.contains("│"))
  }

  @Test("The footer shows whole hints only, and all but the views' always", arguments: 46...120)
  func footer(columns: Int) {
    let rows = Fixtures.session().draw(rows: 24, columns: columns).text
      .split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.isEmpty }
    let isOne = rows.last?.contains("b t e m label") == true
    var rest = rows.suffix(isOne ? 1 : 2).joined(separator: " ")
    let hints = [
      "b t e m label", "u undo", "l later", "x reject", "g guide", "? help", "q quit",
    ]
    for hint in hints {
      #expect(rest.contains(hint))
      rest = rest.replacing(hint, with: "")
    }
    for spare in ["Tab views", "n note"] { rest = rest.replacing(spare, with: "") }
    #expect(rest.allSatisfy { $0 == " " }, "left over: \(rest)")
  }

  @Test("A question never covers its item, and names Esc and every choice", arguments: 60...99)
  func question(columns: Int) {
    let title = Fixtures.titles[1]
    for rows in [16, 17, 20, 24, 32] {
      var session = Fixtures.session(tasks: [Fixtures.task(1)])
      _ = session.update(.key(.character("x")))
      let lines = session.draw(rows: rows, columns: columns).text
        .split(separator: "\n", omittingEmptySubsequences: false)
      let shown = lines.filter { $0.hasPrefix("  ▌ ") }.flatMap { $0.split(separator: " ") }
      #expect(title.split(separator: " ").allSatisfy(shown.contains))
      #expect(shown.suffix(4).contains("2014"))
      let foot = lines.filter { !$0.isEmpty }.suffix(2).joined(separator: " ")
      for hint in ["n wrong", "u unr", "o other", "d dup", "w other", "Esc keep it"] {
        #expect(foot.contains(hint))
      }
    }
  }

  @Test("The foot of the labeling screen is never cut off", arguments: 46...140)
  func foot(columns: Int) {
    let rows = Fixtures.session().draw(rows: 24, columns: columns).text.split(separator: "\n")
    for row in rows.suffix(4) {
      #expect(!row.contains("…"))
      #expect(!row.hasSuffix(" 0"))
    }
    #expect(rows.suffix(4).contains { $0.contains("round 6 predicting") && $0.contains("43 %") })
  }

  @Test("Parts of the split add up to what the report says")
  func split() {
    let text = Fixtures.session().draw(rows: 24, columns: 80).text
    #expect(text.contains("people 22.4 %"))
    #expect(text.contains("model 61.0 %"))
    #expect(text.contains("145 queued · 1,644 left"))
  }
}
