import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("runSession", .serialized)
struct RunSessionTests {
  private struct Result {
    let session: Session
    let terminal: ScriptedTerminal
    let annotations: [AnnotationSnapshot.Annotation]
  }

  private func run(
    _ script: [ScriptedTerminal.Step], rows: Int = 24, columns: Int = 80
  ) throws -> Result {
    let project = try TestProject()
    let terminal = ScriptedTerminal(rows: rows, columns: columns, script: script)
    var session = Session(Fixtures.setup(), now: Fixtures.now)
    runSession(&session, on: terminal, with: project.effects)
    project.effects.finish()
    return Result(
      session: session, terminal: terminal, annotations: try project.annotations)
  }

  @Test("Each key labels the item that was on the screen when it was typed")
  func typing() throws {
    let keys = "btembtembbttee"
    let result = try run(ScriptedTerminal.Step.type(keys))
    #expect(result.annotations.map(\.item) == Array(0..<keys.count))
    #expect(result.annotations.map(\.label) == keys.map { Fixtures.labels.index(ofKey: $0) })
    for (annotation, screen) in zip(result.annotations, result.terminal.seen) {
      let title = Fixtures.titles[annotation.item % Fixtures.titles.count].prefix(20)
      #expect(screen.text.split(separator: "\n").prefix(6).contains { $0.contains(title) })
    }
  }

  @Test("Keys that arrive in one piece label one item; the others are ignored")
  func burst() throws {
    let keys = "bte".map { Key.character($0) }
    let result = try run([.burst(keys), .key(.character("m"))])
    #expect(result.annotations.map(\.item) == [0, 1])
    #expect(result.annotations.map(\.label) == [0, 3])
  }

  @Test("Undo brings back the item with its answer marked, and it can be answered anew")
  func undo() throws {
    let result = try run(ScriptedTerminal.Step.type("buetq"))
    #expect(result.annotations.map(\.item) == [0, 1])
    #expect(result.annotations.map(\.label) == [2, 1])
    #expect(result.terminal.seen[2].text.contains("◂ your answer"))
    #expect(result.session.exit == .left)
  }

  @Test("A pasted text, a resize, Ctrl-L and Ctrl-Z label nothing and lose nothing")
  func interruptions() throws {
    let result = try run([
      .key(.paste("bbbb")), .resize(Size(rows: 16, columns: 60)), .key(.control("l")),
      .key(.control("z")), .input(.stopRequested), .key(.character("b")), .key(.character("q")),
    ])
    #expect(result.annotations.map(\.item) == [0])
    #expect(result.terminal.redraws == 1)
    #expect(result.terminal.suspensions == 2)
    #expect(result.terminal.screens.last?.columns == 60)
  }

  @Test("A signal ends the loop with its number")
  func signal() throws {
    let result = try run([.key(.character("b")), .input(.terminated(15)), .key(.character("b"))])
    #expect(result.session.exit == .terminated(15))
    #expect(result.annotations.count == 1)
  }

  @Test("Every view can be reached and left by keys")
  func views() throws {
    let others = Fixtures.session().views.count - 1
    let keys: [Key] =
      [.tab, .right, .character("?"), .down, .escape, .character("g"), .character("q")]
      + Array(repeating: .tab, count: others) + [.character("q")]
    let result = try run(keys.map { .key($0) })
    #expect(result.session.exit == .left)
    #expect(result.session.top is LabelingView)
  }
}
