import Dispatch
package import Domain
package import Foundation
import Synchronization
package import TerminalUI

/// Posts reports of a project while a session is open: at once, within a second of a change by any
/// process, and every five seconds, since paces fade and leases end without a change.
///
/// A change comes with every answer of every worker: reports on each would cost labelers × answers.
package final class ProjectObserver: Sendable {
  private struct State {
    /// The data that the view on the screen shows; nil before the first request.
    var detail: ReportDetail?
    var isAskedAnew = false
    var isStopped = false
  }

  private let store: any LabelingStore
  /// Whose summary is asked for; nil in a read-only session.
  private let worker: String?
  private let mailbox: Mailbox<Event>
  private let now: @Sendable () -> Date
  private let startLoop: (@Sendable (Date) -> Void)?
  private let state = Mutex(State())
  /// Signaled to end a pause early.
  private let wake = DispatchSemaphore(value: 0)
  /// Held while the observing thread lives.
  private let thread = DispatchGroup()

  package init(
    store: any LabelingStore, worker: String? = nil, mailbox: Mailbox<Event>,
    now: @escaping @Sendable () -> Date = { Date() },
    startLoop: (@Sendable (Date) -> Void)? = nil
  ) {
    self.store = store
    self.worker = worker
    self.mailbox = mailbox
    self.now = now
    self.startLoop = startLoop
  }

  /// Posts a report with this much in it at once, and from now on.
  package func observe(_ detail: ReportDetail) {
    let isFirst = state.withLock { state in
      defer { (state.detail, state.isAskedAnew) = (detail, true) }
      return state.detail == nil
    }
    guard isFirst else {
      wake.signal()
      return
    }
    thread.enter()
    Thread.detachNewThread { [self] in
      watch()
      thread.leave()
    }
  }

  /// Ends the thread; nothing is posted afterwards.
  package func stop() {
    state.withLock { $0.isStopped = true }
    wake.signal()
    thread.wait()
  }

  /// The time between two looks at whether the project has changed.
  private static let pause = DispatchTimeInterval.milliseconds(200)
  /// The shortest time between two reports that no view has asked for, in seconds.
  private static let shortestSilence = 1.0
  /// The longest time without a report, in seconds: an idle screen must cost next to nothing.
  private static let longestSilence = 5.0

  private func watch() {
    var seen: Int?
    var last = ContinuousClock.now - .seconds(Self.longestSilence)
    while true {
      let asked = state.withLock { state in
        defer { state.isAskedAnew = false }
        return state
      }
      guard !asked.isStopped, let detail = asked.detail else { return }
      let silence = last.duration(to: .now)
      let isDue = silence >= .seconds(Self.longestSilence)
      do {
        if asked.isAskedAnew || silence >= .seconds(Self.shortestSilence) {
          let version = try store.version()
          if asked.isAskedAnew || isDue || version != seen {
            try report(detail)
            (seen, last) = (version, .now)
          }
        }
      } catch {
        // Not more often than reports: a short fault is over by then.
        if asked.isAskedAnew || isDue {
          mailbox.post(.store(.observationFailed(message: "\(error)")))
          last = .now
        }
      }
      _ = wake.wait(timeout: .now() + Self.pause)
    }
  }

  private func report(_ detail: ReportDetail) throws {
    let time = now()
    let report =
      switch detail {
      case .summary: try store.summary(of: worker ?? "", now: time)
      case .full: try store.report(now: time)
      case .steps: try store.stepsReport(now: time)
      case .events: try store.eventsReport(now: time)
      }
    mailbox.post(.store(.reported(report)))
    if !report.loop.isRunning, !report.status.isOver { startLoop?(time) }
  }
}
