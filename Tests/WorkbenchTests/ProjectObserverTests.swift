import Domain
import Foundation
import Synchronization
import TerminalUI
import Testing
import Workbench

/// A project that can be read or not, as a test says.
private final class UncertainProject: ReportingStore {
  struct Unreadable: Error, CustomStringConvertible {
    let description = "the disk does not answer"
  }

  private let isReadable = Mutex(true)

  func set(isReadable readable: Bool) { isReadable.withLock { $0 = readable } }

  private func read() throws {
    guard isReadable.withLock({ $0 }) else { throw Unreadable() }
  }

  func version() throws -> Int {
    try read()
    return 1
  }

  func report(now: Date) throws -> ProjectReport {
    try read()
    return Fixtures.report { $0.loop.isRunning = false }
  }
}

@Suite("ProjectObserver", .serialized)
struct ProjectObserverTests {
  private let project = UncertainProject()
  private let mailbox = Mailbox<Event>()

  private func isReported() -> Bool {
    waitUntil { mailbox.take().contains { if case .store(.reported) = $0 { true } else { false } } }
  }

  private func isFailureTold() -> Bool {
    waitUntil {
      mailbox.take().contains(.store(.observationFailed(message: "the disk does not answer")))
    }
  }

  @Test("That the project cannot be read is told, and its reports come again when it can be")
  func failing() {
    let observer = ProjectObserver(store: project, mailbox: mailbox)
    observer.observe(.summary)
    #expect(isReported())
    project.set(isReadable: false)
    #expect(isFailureTold())
    project.set(isReadable: true)
    #expect(isReported())
    observer.stop()
  }

  @Test("A project that cannot be read from the start is told about at once")
  func failingAtOnce() {
    project.set(isReadable: false)
    let observer = ProjectObserver(store: project, mailbox: mailbox)
    observer.observe(.full)
    #expect(isFailureTold())
    observer.stop()
  }

  @Test("Its thread ends with it, and a new view is reported to without a pause")
  func ending() {
    let observer = ProjectObserver(store: project, mailbox: mailbox)
    observer.observe(.summary)
    #expect(isReported())
    observer.observe(.full)
    #expect(isReported())
    observer.stop()
    _ = mailbox.take()
    observer.observe(.summary)
    #expect(mailbox.take().isEmpty)
  }

  @Test("A loop is started for a project that has none")
  func startingLoop() {
    let started = DispatchSemaphore(value: 0)
    let observer = ProjectObserver(
      store: project, mailbox: mailbox, startLoop: { _ in started.signal() })
    observer.observe(.summary)
    #expect(started.wait(timeout: .now() + 60) == .success)
    observer.stop()
  }
}
