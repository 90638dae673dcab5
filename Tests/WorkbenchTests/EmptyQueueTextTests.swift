import Domain
import Foundation
import Testing

@testable import Workbench

@Suite struct EmptyQueueTextTests {
  private func text(_ change: (inout ProjectReport) -> Void) -> EmptyQueueText {
    let report = Fixtures.report {
      $0.counts = Counts(total: 100, human: 60, auto: 40, rejected: 0)
      $0.loop.isRunning = true
      change(&$0)
    }
    return EmptyQueueText(LoopText(report, now: Fixtures.now), undoKey: "u")
  }

  @Test("A worker who has nothing left is told that others have, and that a check goes on")
  func others() {
    let held = text {
      $0.counts.leased = 4
      $0.quality.promise = nil
    }
    #expect(held.title == "Nothing is left for you now")
    #expect(held.explanation.contains("Others have 4 items before them."))
    let last = text { $0.quality.promise = nil }
    #expect(last.title == "Everything is labeled")
  }

  @Test("A job that a limit has ended is not said to be stopped by the lead")
  func limit() {
    let limited = text {
      $0.status = .stopped
      $0.settings.maxHumanLabels = 60
    }
    #expect(limited.title == "The job has reached its limit")
    let stopped = text {
      $0.status = .stopped
      $0.settings.isStopped = true
    }
    #expect(stopped.title == "The lead has stopped the job")
  }

  @Test("The events' panel counts all events, not only those that were read")
  func events() {
    let event = EventReport(id: 78, at: Fixtures.now, by: nil, event: .tasksQueued(count: 5))
    let panel = EventsPanel(events: [event], clock: ClockText(timeZone: .gmt))
    #expect(panel.count == 78)
    #expect(EventsPanel(events: [], clock: ClockText(timeZone: .gmt)).count == 0)
  }
}
