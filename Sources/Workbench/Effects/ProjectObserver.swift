import Dispatch
package import Domain
package import Foundation
import Synchronization
package import TerminalUI

/// Posts reports of a project while a session is open: at once, within a second of a change by any
/// process, and every five seconds while something changes by time alone.
///
/// By time alone paces fade, leases end and processes die. Of a project at rest a report comes once a minute.
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
  /// Whether reports say how workers did on items whose label is known.
  private let tellsGold: Bool
  private let state = Mutex(State())
  /// Signaled to end a pause early.
  private let wake = DispatchSemaphore(value: 0)
  /// Held while the observing thread lives.
  private let thread = DispatchGroup()

  package init(
    store: any LabelingStore, worker: String? = nil, mailbox: Mailbox<Event>,
    now: @escaping @Sendable () -> Date = { Date() },
    startLoop: (@Sendable (Date) -> Void)? = nil, tellsGold: Bool = true
  ) {
    self.store = store
    self.worker = worker
    self.mailbox = mailbox
    self.now = now
    self.startLoop = startLoop
    self.tellsGold = tellsGold
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
  private static let pause = DispatchTimeInterval.milliseconds(500)

  private func watch() {
    var last: LastReport?
    while true {
      let asked = state.withLock { state in
        defer { state.isAskedAnew = false }
        return state
      }
      guard !asked.isStopped, let detail = asked.detail else { return }
      do {
        if asked.isAskedAnew || last?.isSilent(for: LastReport.shortestSilence) != false {
          let version = try store.version()
          if asked.isAskedAnew || isDue(after: last, version) {
            last = LastReport(version: version, report: try report(detail))
          }
        }
      } catch {
        // Not more often than reports: a short fault is over by then.
        if asked.isAskedAnew || last?.isSilent(for: LastReport.longestSilence) != false {
          mailbox.post(.store(.observationFailed(message: "\(error)")))
          last = LastReport(version: last?.version, report: nil)
        }
      }
      _ = wake.wait(timeout: .now() + Self.pause)
    }
  }

  private func isDue(after last: LastReport?, _ version: Int) -> Bool {
    guard let last else { return true }
    return last.isSilent(
      for: last.silence(
        version: version, isLoopRunning: store.isLoopRunning, startsLoop: startLoop != nil))
  }

  private func report(_ detail: ReportDetail) throws -> ProjectReport {
    let time = now()
    let report =
      switch detail {
      case .summary: try store.summary(of: worker ?? "", now: time)
      case .full: try store.report(now: time)
      case .steps: try store.stepsReport(now: time)
      case .events: try store.eventsReport(now: time)
      }
    mailbox.post(.store(.reported(tellsGold ? report : report.withoutGold)))
    if !report.loop.isRunning, !report.status.isOver { startLoop?(time) }
    return report
  }
}
