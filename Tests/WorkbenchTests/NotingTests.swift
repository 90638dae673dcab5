import Domain
import Foundation
import Store
import TerminalUI
import TestSupport
import Testing
import Workbench

/// Notes on the labeling screen.
@Suite struct NotingTests {
  private func pressing(_ keys: [Key], _ start: Session) -> (Session, [Effect]) {
    var session = start
    let effects = keys.flatMap { session.update(.key($0)) }
    return (session, effects)
  }

  private let typed = "n two  topics ".map { Key.character($0) }

  @Test("A note is kept on the item on the screen, which stays there")
  func kept() {
    let start = Fixtures.session()
    var (session, effects) = pressing(typed + [.enter], start)
    #expect(effects == [.change(.note(0, text: "two topics"))])
    #expect(session.context.dialog == nil && session.queue.current?.item.id == 0)
    _ = session.update(.store(.noted(0)))
    #expect(session.context.pending == .none && session.notice == "Noted: the lead can read it.")
    show(&session)
    #expect(update(&session, .key(.character("b"))).first?.saved?.item == 0)
  }

  @Test("Without a word, or after Esc, there is none", arguments: [[Key.enter], [.escape]])
  func none(keys: [Key]) {
    let (session, effects) = pressing(
      [.character("n")] + (keys == [.escape] ? [.character("b")] : []) + keys, Fixtures.session())
    #expect(effects == [] && session.context.dialog == nil && session.context.pending == .none)
  }

  @Test("A note that cannot be saved is told, and can be tried again")
  func failed() {
    var (session, _) = pressing(typed + [.enter], Fixtures.session())
    _ = session.update(.failed(.note(0, text: "two topics"), message: "the disk is full"))
    #expect(session.context.pending.isFailed)
    #expect(
      update(&session, .key(.character("r"))) == [.change(.note(0, text: "two topics"))])
  }

  @Test("At the terminal a note goes into the project, and no answer with it")
  func script() throws {
    let project = try TestProject()
    let terminal = ScriptedTerminal(
      script: ScriptedTerminal.Step.type("nodd") + [.key(.enter), .key(.character("b"))])
    var session = Session(Fixtures.setup(), now: Fixtures.now)
    runSession(&session, on: terminal, with: project.effects)
    project.effects.finish()
    #expect(try project.store.history(of: 0).notes.map(\.text) == ["odd"])
    #expect(try project.annotations.map(\.item) == [0])
  }
}

extension DrawSnapshotTests {
  @Test("A note is written below the item", arguments: sizes.dropLast())
  func note(name: String, size: Size) {
    let typed = "nfits two labels".map { Key.character($0) }
    expect(pressing(typed, Fixtures.session()), "note-\(name)", size)
  }
}
