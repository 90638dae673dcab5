import Domain
import Foundation
import TerminalUI
import TestSupport
import Testing
import Workbench

@Suite("LabelingView: near-duplicates")
struct LabelingViewStackTests {
  private static let usual = Size(rows: 24, columns: 80)
  private static let copies = [
    "Boats counted again in harbour towns after the storm", Fixtures.titles[0],
    "Harbour towns count boats after the storm",
  ]

  /// An item with three near-duplicates, and one without.
  private func session(_ texts: [String] = copies) -> Session {
    let nearDuplicates = texts.enumerated().map { Fixtures.item(20 + $0, text: $1) }
    let task = LeasedTask(
      item: Fixtures.item(0), leaseEndsAt: Fixtures.now + 3600, nearDuplicates: nearDuplicates)
    return Fixtures.session(tasks: [task, Fixtures.task(1)])
  }

  private func press(_ session: inout Session, _ text: String) -> [Effect] {
    text.flatMap { session.update(.key(.character($0))) }
  }

  private func saved(_ effects: [Effect]) -> Annotation? {
    effects.first?.saved
  }

  @Test("A label is for the item alone unless the whole stack is asked for")
  func asked() {
    var session = session()
    #expect(saved(press(&session, "b"))?.nearDuplicates == [])
    session = self.session()
    #expect(press(&session, "=") == [])
    #expect(saved(press(&session, "b"))?.nearDuplicates == [20, 21, 22])
    session = self.session()
    #expect(saved(press(&session, "==b"))?.nearDuplicates == [])
  }

  @Test("The stack must be asked for again with each item")
  func anew() {
    var session = session()
    _ = press(&session, "=b")
    _ = session.update(
      .saved(
        0,
        AnnotationReceipt(
          annotation: 1, savedAt: Fixtures.now, counted: true,
          nearDuplicates: [20, 21, 22])))
    show(&session, Self.usual)
    #expect(press(&session, "=") == [])
    #expect(session.notice == "The item has no open near-duplicates.")
    #expect(saved(press(&session, "e"))?.nearDuplicates == [])
  }

  @Test("Items that were just labeled leave the stacks of the other tasks")
  func dropped() {
    let nearDuplicates = [Fixtures.item(20), Fixtures.item(21)]
    let tasks = (0..<2).map {
      LeasedTask(
        item: Fixtures.item($0), leaseEndsAt: Fixtures.now + 3600,
        nearDuplicates: $0 == 0 ? nearDuplicates : nearDuplicates + [Fixtures.item(22)])
    }
    var session = Fixtures.session(tasks: tasks)
    _ = press(&session, "=b")
    let receipt = AnnotationReceipt(
      annotation: 1, savedAt: Fixtures.now, counted: true, nearDuplicates: [20, 21])
    _ = session.update(.saved(0, receipt))
    #expect(session.queue.current?.nearDuplicates.map(\.id) == [22])
  }

  @Test("A key typed before the item was on the screen asks for no stack")
  func typedAhead() {
    var session = session()
    _ = press(&session, "b=")
    #expect(session.notice?.contains("ignored") == true)
    _ = session.update(.saved(0, Fixtures.receipt()))
    show(&session, Self.usual)
    #expect(saved(press(&session, "e"))?.nearDuplicates == [])
  }

  @Test("Newer leases take items out of a stack that was seen, and put none in")
  func renewed() {
    var session = session()
    let newer = LeasedTask(
      item: Fixtures.item(0), leaseEndsAt: Fixtures.now + 7200,
      nearDuplicates: [Fixtures.item(22), Fixtures.item(23)])
    _ = session.update(.leased([newer, Fixtures.task(1)]))
    #expect(session.queue.current?.nearDuplicates.map(\.id) == [22])
  }

  @Test("A label that only some near-duplicates took is told, and undo counts them")
  func told() {
    var session = session()
    _ = press(&session, "=b")
    let receipt = AnnotationReceipt(
      annotation: 1, savedAt: Fixtures.now, counted: true, nearDuplicates: [21])
    _ = session.update(.saved(0, receipt))
    #expect(session.notice?.hasPrefix("Applied to 1 of 3 near-duplicates") == true)
    show(&session, Self.usual)
    _ = press(&session, "u")
    let task = LeasedTask(
      item: Fixtures.item(0), leaseEndsAt: Fixtures.now + 3600, previousLabel: 0,
      nearDuplicates: [Fixtures.item(21)])
    _ = session.update(.undone(UndoneAnnotation(task: task, label: 0, nearDuplicates: [21])))
    #expect(session.notice == "Undone: it was labeled Business with 1 near-duplicate.")
    #expect(session.queue.current?.nearDuplicates.count == 1 && session.queue.saved.isEmpty)
    show(&session, Self.usual)
    #expect(saved(press(&session, "t"))?.nearDuplicates == [])
  }

  @Test(
    "Near-duplicates are listed below their item, before and after they are asked for",
    arguments: [
      ("usual", usual), ("small", Size(rows: 16, columns: 60)),
      ("wide", Size(rows: 32, columns: 110)), ("tiny", Size(rows: 12, columns: 46)),
    ])
  func screens(name: String, size: Size) {
    var session = session()
    show(&session, size)
    expectScreen(session.draw(rows: size.rows, columns: size.columns), "stack-\(name)")
    _ = press(&session, "=")
    expectScreen(session.draw(rows: size.rows, columns: size.columns), "stack-asked-\(name)")
  }

  @Test("An answer for a stack is marked among the last answers")
  func given() {
    var session = session()
    _ = press(&session, "=b")
    let receipt = AnnotationReceipt(
      annotation: 1, savedAt: Fixtures.now, counted: true, nearDuplicates: [20, 21, 22])
    _ = session.update(.saved(0, receipt))
    show(&session, Self.usual)
    expectScreen(session.draw(rows: 24, columns: 80), "stack-given")
  }

  @Test("Hostile and endless texts of a stack are shown inert and cut")
  func hostile() {
    let endless = String(repeating: "very ", count: 400) + "long"
    var session = session([Fixtures.hostileTitle, endless])
    show(&session, Self.usual)
    expectScreen(session.draw(rows: 24, columns: 80), "stack-hostile")
  }
}
