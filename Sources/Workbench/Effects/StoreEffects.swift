import Dispatch
package import Domain
package import Foundation
package import TerminalUI

/// Runs a session's effects on the project's store: one after the other, beside the screen.
///
/// The order matters: an answer to `.fetch` that is posted before an answer to `.save` was read
/// before that save.
package struct StoreEffects: Sendable {
  /// The store's answers.
  package let mailbox = Mailbox<Event>()
  package let now: @Sendable () -> Date
  private let store: any LabelingStore
  /// Nil in a read-only session.
  private let session: WorkerSession?
  private let observer: ProjectObserver
  /// Nil unless the person is the lead.
  private let desk: (any ReviewDesk)?
  /// Writes answers to a file and returns its path.
  private let keepInFile: @Sendable ([KeptAnswer]) throws -> String
  /// Sets the lead's target.
  private let setTarget: @Sendable (Double) throws -> Void
  /// Pauses, resumes or stops the job and returns what holds then.
  private let control: @Sendable (JobControl) throws -> String
  private let queue = DispatchQueue(label: "winnow.store", qos: .userInteractive)
  /// A stop writes the partial manifest, for which no key should wait.
  private let controls = DispatchQueue(label: "winnow.control")

  /// Makes the effects of a worker's session on a store; `startLoop` is called whenever the
  /// project is seen without a loop's process.
  package init(
    store: any LabelingStore, session: WorkerSession?,
    now: @escaping @Sendable () -> Date = { Date() },
    desk: (any ReviewDesk)? = nil, startLoop: (@Sendable (Date) -> Void)? = nil,
    keepInFile: @escaping @Sendable ([KeptAnswer]) throws -> String = { _ in
      throw KeptAnswer.NoFile()
    },
    setTarget: @escaping @Sendable (Double) throws -> Void = { _ in },
    control: @escaping @Sendable (JobControl) throws -> String = { _ in "" }
  ) {
    self.store = store
    self.session = session
    self.now = now
    self.keepInFile = keepInFile
    self.setTarget = setTarget
    self.control = control
    self.desk = desk
    observer = ProjectObserver(
      store: store, worker: session?.worker, mailbox: mailbox, now: now, startLoop: startLoop,
      tellsGold: desk != nil)
  }

  /// Starts an effect; it never blocks the caller, which is the thread that draws.
  package func run(_ effect: StoreEffect) {
    switch effect {
    case .observe(let detail): observer.observe(detail)
    case .fetch(let count): fetch(upTo: count)
    case .change(let change): apply(change)
    case .review(let request):
      read { .reviewed(request, try $0.page(request)) }
    case .life(let item): read { .lived(try $0.life(of: item)) }
    case .giveBack(let items): giveBack(items)
    case .keep(let answers): keep(answers)
    case .setTarget(let target): set(target)
    case .control(let control): perform(control)
    }
  }

  /// Waits until everything that was asked for is done, and ends observing.
  package func finish() {
    observer.stop()
    settle()
  }

  /// Waits until everything that was asked for is done.
  func settle() {
    queue.sync {}
    controls.sync {}
  }

  private func fetch(upTo count: Int) {
    perform { [store, now] session in
      do {
        return .leased(try store.lease(upTo: count, for: session, now: now()))
      } catch {
        return .fetchFailed(message: "\(error)")
      }
    }
  }

  private func giveBack(_ items: [Item.ID]) {
    guard let session else { return }
    mailbox.bell.jobStarted()
    queue.async { [mailbox, store, now] in
      // Leases that cannot be given back run out by themselves.
      try? store.giveBack(items, by: session, now: now())
      mailbox.bell.jobEnded()
    }
  }

  private func keep(_ answers: [KeptAnswer]) {
    perform { [keepInFile] _ in
      do {
        return .kept(path: try keepInFile(answers))
      } catch {
        return .keepFailed(message: "\(error)")
      }
    }
  }

  private func set(_ target: Double) {
    mailbox.bell.jobStarted()
    queue.async { [mailbox, setTarget] in
      do {
        try setTarget(target)
        mailbox.post(.store(.targetSet(target)))
      } catch {
        mailbox.post(.store(.targetNotSet(message: "\(error)")))
      }
      mailbox.bell.jobEnded()
    }
  }

  private func perform(_ wanted: JobControl) {
    mailbox.bell.jobStarted()
    controls.async { [mailbox, control] in
      do {
        mailbox.post(.store(.controlled(wanted, outcome: try control(wanted))))
      } catch {
        mailbox.post(.store(.notControlled(wanted, message: "\(error)")))
      }
      mailbox.bell.jobEnded()
    }
  }

  private func apply(_ change: StoreChange) {
    guard !change.isOfLead else { return decide(change) }
    perform { [store, now] session in
      do {
        return try store.apply(change, by: session, at: now())
      } catch {
        return .failed(change, message: "\(error)")
      }
    }
  }

  private func decide(_ change: StoreChange) {
    ask { [now] desk in
      do {
        return try desk.apply(change, at: now())
      } catch {
        return .failed(change, message: "\(error)")
      }
    }
  }

  private func read(_ work: @escaping @Sendable (any ReviewDesk) throws -> StoreEvent) {
    ask { desk in
      do {
        return try work(desk)
      } catch {
        return .reviewFailed(message: "\(error)")
      }
    }
  }

  private func ask(_ work: @escaping @Sendable (any ReviewDesk) -> StoreEvent) {
    guard let desk else { return }
    mailbox.bell.jobStarted()
    queue.async { [mailbox] in
      mailbox.post(.store(work(desk)))
      mailbox.bell.jobEnded()
    }
  }

  private func perform(_ work: @escaping @Sendable (WorkerSession) -> StoreEvent) {
    guard let session else { return }
    mailbox.bell.jobStarted()
    queue.async { [mailbox] in
      mailbox.post(.store(work(session)))
      mailbox.bell.jobEnded()
    }
  }
}

extension KeptAnswer {
  /// The session has no place for a file.
  package struct NoFile: Error, CustomStringConvertible {
    package let description = "this screen has no place for a file"
  }
}

extension LabelingStore {
  /// Makes a change and returns its result.
  fileprivate func apply(
    _ change: StoreChange, by session: WorkerSession, at now: Date
  ) throws -> StoreEvent {
    switch change {
    case .save(let annotation):
      return .saved(annotation.item, try annotate(annotation, by: session, now: now))
    case .undo: return .undone(try undo(by: session, now: now))
    case .putOff(let item):
      try putOff(item: item, by: session, now: now)
      return .putOff(item)
    case .note(let item, let text):
      try addNote(text, to: item, by: session, now: now)
      return .noted(item)
    case .adjudicate, .acknowledge, .setAside: return .failed(change, message: StoreChange.notLead)
    case .reject(let item, let reason):
      return .rejected(
        item, counted: try reject(item: item, because: reason, by: session, now: now))
    }
  }
}
