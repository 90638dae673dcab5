import Domain
import Foundation
import Synchronization
import TerminalUI
import TestSupport
import Testing
import Workbench

/// A store in memory that works on another thread, as the real one does.
private final class MemoryStore: Sendable {
  struct State {
    var open = Array(0..<40)
    var held: [Int] = []
    var answers: [Annotation] = []
    var later: [Int] = []
  }

  let state = Mutex(State())

  func perform(_ effect: Effect) -> Event? {
    state.withLock { state in
      switch effect {
      case .fetch(let count):
        while state.held.count < count, !state.open.isEmpty {
          state.held.append(state.open.removeFirst())
        }
        return .leased(state.held.map { Fixtures.task($0) })
      case .save(let answer):
        state.answers.append(answer)
        state.held.removeAll { $0 == answer.item }
        return .saved(answer.item, Fixtures.receipt(state.answers.count))
      case .undo:
        guard let last = state.answers.popLast() else { return .undone(nil) }
        state.held.insert(last.item, at: 0)
        return .undone(UndoneAnnotation(task: Fixtures.task(last.item), label: last.label))
      case .putOff(let item):
        state.held.removeAll { $0 == item }
        state.later.append(item)
        return .putOff(item)
      case .exclude(let item, _):
        state.held.removeAll { $0 == item }
        return .excluded(item)
      case .observe: return .reported(Fixtures.report)
      case .redraw, .suspend: return nil
      }
    }
  }
}

/// Does effects in order on a queue of its own.
private struct MemoryRunner: EffectRunner {
  let store = MemoryStore()
  let queue = DispatchQueue(label: "store")

  func run(_ effect: Effect, posting mailbox: Mailbox<Event>) {
    mailbox.bell.jobStarted()
    queue.async { [store] in
      if let event = store.perform(effect) { mailbox.post(event) }
      mailbox.bell.jobEnded()
    }
  }

  var answers: [Annotation] { store.state.withLock { $0.answers } }
}

@Suite("Session loop", .serialized)
struct SessionLoopTests {
  private func run(
    _ script: [ScriptedTerminal.Step], rows: Int = 24, columns: Int = 80
  ) -> (session: Session, terminal: ScriptedTerminal, answers: [Annotation]) {
    let terminal = ScriptedTerminal(rows: rows, columns: columns, script: script)
    var session = Session(Fixtures.setup(), now: Fixtures.now)
    var runner = MemoryRunner()
    runSession(&session, on: terminal, with: &runner, clock: { Fixtures.now })
    return (session, terminal, runner.answers)
  }

  @Test("Each key labels the item that was on the screen when it was typed")
  func typing() {
    let keys = "btembtembbttee"
    let result = run(ScriptedTerminal.Step.type(keys))
    #expect(result.answers.map(\.item) == Array(0..<keys.count))
    #expect(result.answers.map(\.label) == keys.map { Fixtures.labels.index(ofKey: $0) })
    for (answer, screen) in zip(result.answers, result.terminal.seen) {
      let title = Fixtures.titles[answer.item % Fixtures.titles.count].prefix(20)
      #expect(screen.text.split(separator: "\n").prefix(6).contains { $0.contains(title) })
    }
  }

  @Test("Of keys that come in one piece only the first labels; the others never saw their item")
  func burst() {
    let keys = "bte".map { Key.character($0) }
    let result = run([.burst(keys), .key(.character("m"))])
    #expect(result.answers.map(\.item) == [0, 1])
    #expect(result.answers.map(\.label) == [0, 3])
  }

  @Test("Undo brings back the item with its answer marked, and it can be answered anew")
  func undo() {
    let result = run(ScriptedTerminal.Step.type("buetq"))
    #expect(result.answers.map(\.item) == [0, 1])
    #expect(result.answers.map(\.label) == [2, 1])
    #expect(result.terminal.seen[2].text.contains("◂ your answer"))
    #expect(result.session.exit == .left)
  }

  @Test("A pasted text, a resize, Ctrl-L and Ctrl-Z label nothing and lose nothing")
  func interruptions() {
    let result = run([
      .key(.paste("bbbb")), .resize(Size(rows: 16, columns: 60)), .key(.control("l")),
      .key(.control("z")), .input(.stopRequested), .key(.character("b")), .key(.character("q")),
    ])
    #expect(result.answers.map(\.item) == [0])
    #expect(result.terminal.redraws == 1)
    #expect(result.terminal.suspensions == 2)
    #expect(result.terminal.screens.last?.columns == 60)
  }

  @Test("A signal ends the loop with its number")
  func signal() {
    let result = run([.key(.character("b")), .input(.terminated(15)), .key(.character("b"))])
    #expect(result.session.exit == .terminated(15))
    #expect(result.answers.count == 1)
  }

  @Test("Every view can be reached and left by keys")
  func views() {
    let keys: [Key] = [
      .tab, .right, .character("?"), .down, .escape, .character("g"), .character("q"), .tab,
      .character("q"),
    ]
    let result = run(keys.map { .key($0) })
    #expect(result.session.exit == .left)
    #expect(result.session.place == .labeling)
  }
}
