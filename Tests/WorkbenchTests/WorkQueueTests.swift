import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

@Suite("WorkQueue")
struct WorkQueueTests {
  private let size = Size(rows: 24, columns: 80)

  private func answerOne(_ session: inout Session) -> [Effect] {
    guard let item = session.queue.current?.item.id else { return [] }
    show(&session, size)
    _ = session.update(.key(.character("b")))
    return session.update(.saved(item, Fixtures.receipt()))
  }

  @Test("More tasks are fetched while some are left, one fetch at a time")
  func refill() {
    var session = Fixtures.session()
    #expect(answerOne(&session) == [])
    #expect(answerOne(&session) == [.fetch(upTo: 4)])
    #expect(answerOne(&session) == [])
    _ = session.update(.leased((3..<7).map { Fixtures.task($0) }))
    #expect(session.queue.tasks.map(\.item.id) == [3, 4, 5, 6])
  }

  @Test("Merging keeps the item on the screen and drops tasks that are not held any more")
  func merge() {
    var session = Fixtures.session()
    _ = session.update(.leased([2, 7, 8].map { Fixtures.task($0) }))
    #expect(session.queue.tasks.map(\.item.id) == [0, 2, 7, 8])
  }

  @Test("A task whose lease ran out unseen is not shown; the one on the screen stays")
  func expiry() {
    var session = Fixtures.session(tasks: [
      Fixtures.task(0, leasedFor: 20), Fixtures.task(1, leasedFor: 20), Fixtures.task(2),
    ])
    let effects = session.update(.ticked(Fixtures.now.addingTimeInterval(21)))
    #expect(effects == [.fetch(upTo: 4)])
    #expect(session.queue.tasks.map(\.item.id) == [0, 2])
    #expect(
      session.draw(rows: 24, columns: 80).text.contains("Time is up: others may get this item"))
  }

  @Test("An empty queue is fetched for again after a pause, or after a change")
  func emptyDesk() {
    var session = Fixtures.session(tasks: [])
    #expect(update(&session, .ticked(Fixtures.now.addingTimeInterval(0.5))) == [])
    #expect(update(&session, .ticked(Fixtures.now.addingTimeInterval(2.5))) == [.fetch(upTo: 4)])
    _ = session.update(.leased([]))
    #expect(update(&session, .reported(Fixtures.report)) == [.fetch(upTo: 4)])
  }

  @Test("A failed fetch is told and repeated")
  func failedFetch() {
    var session = Session(Fixtures.setup(), now: Fixtures.now)
    _ = session.start()
    _ = session.update(.store(.fetchFailed(message: "the disk is full")))
    #expect(session.notice == "Cannot fetch items: the disk is full")
    #expect(update(&session, .ticked(Fixtures.now.addingTimeInterval(3))) == [.fetch(upTo: 4)])
  }

  @Test("Undo goes back through any number of answers")
  func manyUndos() {
    var session = Fixtures.session()
    for _ in 0..<3 { _ = answerOne(&session) }
    for id in [2, 1, 0] {
      #expect(update(&session, .key(.character("u"))) == [.undo])
      _ = session.update(.undone(UndoneAnnotation(task: Fixtures.task(id), label: 0)))
      #expect(session.queue.current?.item.id == id)
      #expect(session.queue.current?.previousLabel == 0)
    }
    #expect(session.queue.saved.isEmpty)
    #expect(Set(session.queue.tasks.map(\.item.id)).count == session.queue.tasks.count)
  }
}
