import Domain
import Foundation
import TerminalUI
import Testing
import Workbench

@Suite("Session: nobody at the keyboard")
struct IdleTests {
  private func tick(_ session: inout Session, _ seconds: Double) -> [Effect] {
    session.update(.ticked(Fixtures.now.addingTimeInterval(seconds)))
  }

  @Test("Tasks in memory are given back, the one on the screen stays, and a key fetches anew")
  func giveBack() {
    var session = Fixtures.session()
    _ = tick(&session, 0)
    #expect(tick(&session, 29) == [])
    #expect(tick(&session, 30) == [.store(.giveBack([1, 2, 3]))])
    #expect(session.queue.current?.item.id == 0)
    #expect(tick(&session, 300) == [])
    #expect(session.update(.reported(Fixtures.report)) == [])
    _ = session.update(.key(.character("z")))
    #expect(tick(&session, 301) == [.fetch(upTo: 4)])
  }

  @Test("An idle screen with nothing on it asks for one item")
  func empty() {
    var session = Fixtures.session(tasks: [])
    _ = tick(&session, 0)
    #expect(tick(&session, 600) == [.fetch(upTo: 1)])
  }

  @Test("A lease that ran out is said, with what it means")
  func ranOut() {
    var session = Fixtures.session(tasks: [Fixtures.task(0, leasedFor: 60)])
    _ = tick(&session, 61)
    let text = session.draw(rows: 24, columns: 80).text
    #expect(text.contains("Time is up: others may get this item"))
  }

  @Test("An unattended screen is drawn seldom, and a spinner turns only while its loop lives")
  func drawing() {
    func timeout(_ state: LoopReport.State, isRunning: Bool, after seconds: Double) -> Int {
      let report = Fixtures.report {
        $0.loop.state = state
        $0.loop.isRunning = isRunning
      }
      var session = Fixtures.session(report: report, isReadOnly: true)
      _ = tick(&session, seconds)
      return session.pollTimeout
    }
    #expect(timeout(.working, isRunning: true, after: 1) == 200)
    #expect(timeout(.working, isRunning: false, after: 1) == 1000)
    #expect(timeout(.waiting, isRunning: true, after: 1) == 1000)
    #expect(timeout(.working, isRunning: true, after: 61) == 1000)
    #expect(timeout(.waiting, isRunning: true, after: 61) == 5000)
  }
}
