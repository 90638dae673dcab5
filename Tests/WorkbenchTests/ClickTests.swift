import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

/// Clicks on what a session has shown.
@Suite("Session: clicks")
struct ClickTests {
  /// Clicks on the first place of a text on the screen.
  private func click(_ session: inout Session, on text: String) throws -> [Effect] {
    let lines = session.draw(rows: 24, columns: 80).text.split(
      separator: "\n", omittingEmptySubsequences: false)
    let row = try #require(lines.firstIndex { $0.contains(text) })
    let range = try #require(lines[row].range(of: text))
    let column = lines[row].distance(from: lines[row].startIndex, to: range.lowerBound)
    return session.update(.terminal(.click(row: row, column: column)))
  }

  @Test("A click on a label gives it to the item")
  func label() throws {
    var session = Fixtures.session()
    let effects = try click(&session, on: "Entertainment")
    #expect(effects.first?.saved?.label == 2)
  }

  @Test("A click on a hint does what its key does, on one of several keys what that key does")
  func footer() throws {
    var session = Fixtures.session()
    #expect(try click(&session, on: "later") == [.change(.putOff(0))])
    session = Fixtures.session()
    #expect(try click(&session, on: "m label").first?.saved?.label == 3)
    session = Fixtures.session()
    _ = try click(&session, on: "views")
    #expect(session.top is DashboardView)
  }

  @Test("Under a dialog nothing can be clicked but its choices")
  func dialog() throws {
    var session = Fixtures.session()
    _ = session.update(.key(.character("x")))
    show(&session)
    #expect(try click(&session, on: "Harbour") == [])
    #expect(session.scope == .rejection)
    #expect(
      try click(&session, on: "unreadable") == [.change(.reject(0, reason: .unreadable))])
  }

  @Test("A click elsewhere, or on what was shown before, does nothing")
  func elsewhere() throws {
    var session = Fixtures.session()
    #expect(update(&session, .terminal(.click(row: 2, column: 70))) == [])
    _ = session.update(.key(.tab))
    // The dashboard has not been shown yet: the screen still has the labels.
    #expect(update(&session, .terminal(.click(row: 11, column: 4))) == [])
    #expect(session.notice == nil)
  }
}
