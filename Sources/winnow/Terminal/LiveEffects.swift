import Domain
import Dispatch
import Foundation
import Store
import TerminalUI
import Workbench

/// Does a session's effects on the project's store: one after the other, beside the screen.
struct LiveEffects: EffectRunner {
  private let store: ProjectStore
  /// Nil for `watch`.
  private let session: WorkerSession?
  /// Nil where the loop is not ours to start.
  private let keeper: LoopKeeper?
  private let queue = DispatchQueue(label: "winnow.store", qos: .userInteractive)

  init(store: ProjectStore, session: WorkerSession?, keeper: LoopKeeper?) {
    self.store = store
    self.session = session
    self.keeper = keeper
  }

  mutating func run(_ effect: Effect, posting mailbox: Mailbox<Event>) {
    if effect == .observe { return observe(posting: mailbox) }
    guard let session else { return }
    mailbox.bell.jobStarted()
    queue.async { [store] in
      defer { mailbox.bell.jobEnded() }
      do {
        if let event = try Self.perform(effect, store, session, mailbox) { mailbox.post(event) }
      } catch {
        mailbox.post(.failed(effect, message: "\(error)"))
      }
    }
  }

  /// Waits until everything that was asked for is done.
  func finish() { queue.sync {} }

  private static func perform(
    _ effect: Effect, _ store: ProjectStore, _ session: WorkerSession, _ mailbox: Mailbox<Event>
  ) throws -> Event? {
    let now = Date()
    switch effect {
    case .fetch(let count):
      return .leased(try store.lease(upTo: count, for: session, now: now))
    case .save(let answer):
      return .saved(answer.item, try store.annotate(answer, by: session, now: now))
    case .undo: return .undone(try store.undo(by: session, now: now))
    case .putOff(let item):
      try store.putOff(item: item, by: session, now: now)
      return .putOff(item)
    case .exclude(let item, let reason):
      let counted = try store.reject(
        item: item, because: reason, by: session, now: now)
      guard !counted else { return .excluded(item) }
      mailbox.post(.excluded(item))
      return .noticed("Others had settled it meanwhile: it stays in the job.")
    case .observe, .redraw, .suspend: return nil
    }
  }

  /// Posts a report now, soon after every change by any process, and each second: paces fade and
  /// leases run out without a change.
  private func observe(posting mailbox: Mailbox<Event>) {
    Thread.detachNewThread { [store, keeper] in
      var seen: Int?
      var last = Date.distantPast
      while true {
        let now = Date()
        let version = try? store.version()
        if version != seen || now.timeIntervalSince(last) >= 1,
          let report = try? store.report(now: now)
        {
          (seen, last) = (version, now)
          mailbox.post(.reported(report))
          if !report.loop.isRunning && !report.status.isOver { keeper?.start(now: now) }
        }
        Thread.sleep(forTimeInterval: 0.1)
      }
    }
  }
}
