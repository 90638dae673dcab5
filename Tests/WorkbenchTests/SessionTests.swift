import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

@Suite("Session")
struct SessionTests {
  private let size = Size(rows: 24, columns: 80)

  private func press(_ session: inout Session, _ text: String) -> [Effect] {
    text.flatMap { session.update(.key(.character($0))) }
  }

  private func answered(_ effects: [Effect]) -> Annotation? {
    effects.first?.saved
  }

  @Test("A session starts with observing and fetching; a read-only one observes")
  func starting() {
    var labeling = Session(Fixtures.setup(), now: Fixtures.now)
    #expect(start(&labeling) == [.observe(.summary), .fetch(upTo: 4)])
    var watching = Session(Fixtures.setup(isReadOnly: true), now: Fixtures.now)
    #expect(start(&watching) == [.observe(.full)])
    #expect(watching.top is DashboardView)
  }

  @Test("One key saves, and the next item comes only when the answer is on disk")
  func label() throws {
    var session = Fixtures.session()
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(2.5)))
    let answer = try #require(answered(press(&session, "t")))
    #expect(answer.item == 0)
    #expect(answer.label == 1)
    #expect(answer.acceptedAt == Fixtures.now)
    #expect(answer.secondsSpent == 2.5)
    #expect(session.queue.current?.item.id == 0)
    _ = session.update(.saved(0, Fixtures.receipt()))
    #expect(session.queue.current?.item.id == 1)
    #expect(session.queue.saved.map(\.label) == [1])
  }

  @Test("A key typed before the next item was shown never labels it, and a notice says so")
  func typedAhead() {
    var session = Fixtures.session()
    #expect(press(&session, "b").count == 1)
    #expect(press(&session, "te") == [])
    #expect(session.notice?.contains("ignored") == true)
    _ = session.update(.saved(0, Fixtures.receipt()))
    // In memory, but not on the screen yet.
    #expect(press(&session, "m") == [])
    show(&session, size)
    #expect(answered(press(&session, "m"))?.item == 1)
  }

  @Test("Ignored keys are counted in a notice that stays for its whole time")
  func burst() {
    var session = Fixtures.session()
    _ = press(&session, "b")
    _ = press(&session, "tem")
    let text = "3 keys were ignored: the next item was not there yet."
    #expect(session.notice == text)
    _ = session.update(.saved(0, Fixtures.receipt()))
    _ = session.update(.store(.fetchFailed(message: "something else")))
    #expect(session.notice == text)
    #expect(press(&session, "u") == [.undo])
    _ = session.update(.undone(nil))
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(3.9)))
    #expect(session.notice == text)
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(4.1)))
    #expect(session.notice?.contains("no answer") == true)
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(9)))
    #expect(session.notice == nil)
  }

  @Test("Postpone and reject do not apply to an item that was not on the screen")
  func otherKeysAhead() {
    var session = Fixtures.session()
    _ = press(&session, "b")
    #expect(press(&session, "lx") == [])
    _ = session.update(.saved(0, Fixtures.receipt()))
    #expect(press(&session, "lx") == [])
    #expect(session.context.dialog == nil)
    #expect(session.notice?.contains("not on the screen yet") == true)
  }

  @Test("Nothing is labeled on a window too small to show the item")
  func tooSmall() {
    var session = Fixtures.session(size: Size(rows: 5, columns: 30))
    #expect(press(&session, "b") == [])
    show(&session, size)
    #expect(press(&session, "b").count == 1)
  }

  @Test("Undo typed during a save takes that answer back when it is saved")
  func undoWhileSaving() {
    var session = Fixtures.session()
    _ = press(&session, "b")
    #expect(press(&session, "u") == [])
    #expect(update(&session, .saved(0, Fixtures.receipt())) == [.undo])
    let undone = UndoneAnnotation(task: Fixtures.task(0), label: 0)
    _ = session.update(.undone(undone))
    #expect(session.queue.current?.item.id == 0)
    #expect(session.queue.current?.previousLabel == 0)
    #expect(session.queue.saved.isEmpty)
  }

  @Test("Undo without an answer left says so")
  func nothingToUndo() {
    var session = Fixtures.session()
    #expect(press(&session, "u") == [.undo])
    _ = session.update(.undone(nil))
    #expect(session.notice?.contains("no answer") == true)
    #expect(session.context.pending == .none)
  }

  @Test("A failed save keeps the item on the screen, and a key tries again")
  func failedSave() throws {
    var session = Fixtures.session()
    let effects = press(&session, "b")
    let annotation = try #require(answered(effects))
    _ = session.update(.failed(.save(annotation), message: "the disk is full"))
    #expect(session.queue.current?.item.id == 0)
    #expect(session.draw(rows: 24, columns: 80).text.contains("Not saved: the disk is full"))
    #expect(press(&session, "r") == effects)
    _ = session.update(.saved(0, Fixtures.receipt()))
    #expect(session.queue.current?.item.id == 1)
  }

  @Test("Postponed and rejected items leave the queue when that is on disk")
  func laterAndBad() {
    var session = Fixtures.session()
    #expect(press(&session, "l") == [.change(.putOff(0))])
    #expect(session.queue.current?.item.id == 0)
    _ = session.update(.store(.putOff(0)))
    show(&session, size)
    #expect(press(&session, "x") == [])
    #expect(session.scope == .rejection)
    #expect(press(&session, "d") == [.change(.reject(1, reason: .duplicate))])
    _ = session.update(.store(.rejected(1, counted: true)))
    #expect(session.queue.current?.item.id == 2)
  }

  @Test("A reason can be typed, with letters that are keys elsewhere; Esc keeps the item")
  func ownReason() {
    var session = Fixtures.session()
    _ = press(&session, "xwquite  odd?")
    #expect(update(&session, .key(.enter)) == [.change(.reject(0, reason: .other("quite odd?")))])
    var other = Fixtures.session()
    _ = press(&other, "x")
    _ = other.update(.key(.escape))
    #expect(other.context.dialog == nil)
    #expect(other.queue.current?.item.id == 0)
  }

  @Test("Pasted text labels nothing")
  func paste() {
    var session = Fixtures.session()
    #expect(update(&session, .key(.paste("btem"))) == [])
    #expect(session.notice?.contains("Pasted") == true)
  }

  @Test("An unknown key names the key that shows all keys")
  func unknownKey() {
    var session = Fixtures.session()
    #expect(press(&session, "z") == [])
    #expect(session.notice == "No such key here; ? shows every key.")
  }

  @Test("Time in other views is not time spent on the item, nor is a long pause")
  func secondsSpent() throws {
    var session = Fixtures.session()
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(3)))
    _ = session.update(.key(.tab))
    show(&session, size)
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(60)))
    for _ in 1..<session.views.count { _ = session.update(.key(.tab)) }
    show(&session, size)
    _ = session.update(.ticked(Fixtures.now.addingTimeInterval(1_000_000)))
    let answer = try #require(answered(press(&session, "b")))
    #expect(answer.secondsSpent == 123)
    #expect(answer.acceptedAt == Fixtures.now)
  }

  @Test("An answer that is not counted is told")
  func notCounted() {
    var session = Fixtures.session()
    _ = press(&session, "b")
    _ = session.update(.saved(0, Fixtures.receipt(counted: false)))
    #expect(session.notice?.contains("not counted") == true)
  }

  @Test("The key of the notice saves again in every view", arguments: 0...3)
  func retryElsewhere(tabs: Int) throws {
    var session = Fixtures.session()
    let annotation = try #require(update(&session, .key(.character("b"))).first?.saved)
    _ = session.update(.failed(.save(annotation), message: "the disk is full"))
    for _ in 0..<tabs { _ = update(&session, .key(.tab)) }
    #expect(session.draw(rows: 24, columns: 120).text.contains("r retries"))
    #expect(update(&session, .key(.character("r"))).first?.saved == annotation)
    #expect(!session.context.pending.isFailed)
  }

  @Test("Quitting waits for the answer under way; an answer that failed is asked about")
  func quitting() throws {
    var session = Fixtures.session()
    let effects = press(&session, "b")
    _ = press(&session, "q")
    #expect(!session.isOver)
    var failing = session
    _ = session.update(.saved(0, Fixtures.receipt()))
    #expect(session.exit == .left)
    let annotation = try #require(answered(effects))
    _ = failing.update(.failed(.save(annotation), message: "the disk is full"))
    #expect(failing.scope == .leaving)
    var staying = failing
    _ = staying.update(.key(.escape))
    #expect(staying.context.dialog == nil && !staying.isOver)
    #expect(press(&failing, "r") == effects)
  }

  @Test("Answers that the project does not take can be kept in a file, those before it included")
  func keeping() throws {
    var session = Fixtures.session()
    _ = press(&session, "b")
    _ = session.update(.saved(0, Fixtures.receipt()))
    show(&session, size)
    _ = press(&session, "e")
    _ = session.update(.saved(1, Fixtures.receipt()))
    show(&session, size)
    _ = press(&session, "u")
    let task = Fixtures.task(1)
    _ = session.update(.undone(UndoneAnnotation(task: task, label: 1)))
    show(&session, size)
    let annotation = try #require(answered(press(&session, "m")))
    _ = session.update(.failed(.save(annotation), message: "the disk is full"))
    _ = press(&session, "q")
    let effects = press(&session, "k")
    guard case .store(.keep(let answers)) = try #require(effects.first) else {
      Issue.record("the answers are not kept")
      return
    }
    #expect(answers.map(\.item) == [0, 1])
    #expect(answers.map(\.label) == ["Business", "Health & Medicine"])
    #expect(answers.map(\.source) == [Fixtures.task(0).item.text, task.item.text])
    var failing = session
    _ = failing.update(.store(.keepFailed(message: "no space")))
    #expect(failing.scope == .leaving && !failing.isOver)
    _ = session.update(.store(.kept(path: "answers.jsonl")))
    #expect(session.exit == .left && session.context.keptIn == "answers.jsonl")
  }

  @Test("Signals and a lost terminal end the session at once")
  func ends() {
    var session = Fixtures.session()
    _ = session.update(.terminal(.terminated(15)))
    #expect(session.exit == .terminated(15))
    #expect(update(&session, .key(.character("b"))) == [])
    var lost = Fixtures.session()
    _ = lost.update(.terminal(.lost))
    #expect(lost.exit == .terminalLost)
  }

  @Test("A read-only session has no labeling keys")
  func watching() {
    var session = Fixtures.session(isReadOnly: true)
    #expect(press(&session, "bulx") == [])
    #expect(update(&session, .key(.tab)) == [.observe(.steps)])
    #expect(session.top is WorkflowView)
    #expect(session.views.allSatisfy { type(of: $0).isReadOnly })
  }
}
