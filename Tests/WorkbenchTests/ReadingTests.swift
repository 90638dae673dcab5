import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

@Suite("Session: long and hidden texts")
struct ReadingTests {
  private static let long = (0..<60).map { "line \($0)" }.joined(separator: "\n")

  private func session(_ text: String = long, isASCII: Bool = false) -> Session {
    var session = Session(
      Fixtures.setup(isASCII: isASCII), report: Fixtures.report, now: Fixtures.now)
    _ = session.start()
    _ = session.update(.leased([Fixtures.task(0, text: text), Fixtures.task(1)]))
    show(&session)
    return session
  }

  private func press(_ session: inout Session, _ key: Key) -> [Effect] {
    defer { show(&session) }
    return session.update(.key(key))
  }

  private func text(_ session: Session) -> String { session.draw(rows: 24, columns: 80).text }

  @Test("A text scrolls to its end, by screens, lines and at once")
  func scrolling() {
    var session = session()
    #expect(text(session).contains("lines 1–7 of 60 · Space shows the rest"))
    _ = press(&session, .character(" "))
    #expect(text(session).contains("lines 7–13 of 60"))
    _ = press(&session, .down)
    #expect(text(session).contains("lines 8–14 of 60"))
    _ = press(&session, .pageUp)
    _ = press(&session, .up)
    _ = press(&session, .up)
    #expect(text(session).contains("lines 1–7 of 60"))
    _ = press(&session, .end)
    #expect(text(session).contains("lines 54–60 of 60, the end"))
    #expect(text(session).contains("line 59"))
    #expect(press(&session, .character("b")).first?.saved?.item == 0)
  }

  @Test("The help scrolls by lines and by screens")
  func help() {
    var session = session()
    _ = press(&session, .character("?"))
    let lines = text(session).split(separator: "\n", omittingEmptySubsequences: false)
    _ = press(&session, .down)
    #expect(text(session).split(separator: "\n", omittingEmptySubsequences: false)[2] == lines[3])
    _ = press(&session, .up)
    _ = press(&session, .pageDown)
    let last = lines[2..<20].last { !$0.hasPrefix("─") }
    #expect(last.map { text(session).contains($0) } == true)
    #expect(!text(session).contains(lines[4]))
  }

  @Test("A label for a text whose end was not seen is asked for twice")
  func held() {
    var session = session()
    #expect(press(&session, .character("b")) == [])
    #expect(session.notice?.contains("b again labels it all the same") == true)
    #expect(press(&session, .character("t")) == [])
    #expect(press(&session, .character("t")).first?.saved?.label == 1)
  }

  @Test("Scrolling forgets the first press; the person may say that enough was seen")
  func said() {
    var session = session()
    _ = press(&session, .character("b"))
    _ = press(&session, .character(" "))
    #expect(press(&session, .character("b")) == [])
    _ = press(&session, .character("="))
    #expect(press(&session, .character("e")).first?.saved?.label == 2)
  }

  @Test("The next item begins at its first line, and one taken back is known")
  func nextItem() {
    var session = session()
    _ = press(&session, .end)
    _ = press(&session, .character("b"))
    _ = session.update(.saved(0, Fixtures.receipt()))
    show(&session)
    #expect(press(&session, .character(" ")) == [])
    #expect(session.notice == "The whole text is on the screen.")
    _ = press(&session, .character("u"))
    let task = Fixtures.task(0, text: Self.long)
    _ = session.update(.undone(UndoneAnnotation(task: task, label: 0)))
    show(&session)
    #expect(text(session).contains("lines 1–7 of 60"))
    #expect(press(&session, .character("t")).first?.saved?.label == 1)
  }

  @Test("A window that grows shows the end, and the text counts as seen")
  func growing() {
    var session = session(String(repeating: "word ", count: 300))
    #expect(press(&session, .character("b")) == [])
    show(&session, Size(rows: 60, columns: 120))
    #expect(session.update(.key(.character("t"))).first?.saved?.label == 1)
  }

  @Test("A locale that shows ASCII alone is said at the start and at each text that it hides")
  func ascii() {
    var session = session("天気 tomorrow", isASCII: true)
    #expect(session.notice?.contains("LC_ALL=C.UTF-8") == true)
    #expect(text(session).contains("2 characters cannot be shown: quit, and start with LC_ALL"))
    #expect(press(&session, .character("b")) == [])
    #expect(session.notice?.contains("cannot be shown here") == true)
    #expect(press(&session, .character("b")).first?.saved?.label == 0)
    var plain = self.session("rain “tomorrow”", isASCII: true)
    #expect(press(&plain, .character("b")).first?.saved?.label == 0)
  }
}
