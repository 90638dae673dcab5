import Domain
import Foundation
import SQLiteDriver
import Store
import Synchronization
import TerminalUI
import TestSupport
import Testing
import Workbench

/// A database that can be read or not, as a test says.
private struct UncertainDatabase: SQLDatabase {
  struct Unreadable: Error, CustomStringConvertible {
    let description = "the disk does not answer"
  }

  private final class State: Sendable {
    let isReadable = Mutex(true)
  }

  private let database: SQLiteDatabase
  private let state = State()

  init() throws { database = try SQLiteDatabase() }

  func set(isReadable readable: Bool) { state.isReadable.withLock { $0 = readable } }

  private func check() throws {
    guard state.isReadable.withLock({ $0 }) else { throw Unreadable() }
  }

  func read<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try check()
    return try database.read(body)
  }

  func write<Value>(_ body: (any SQLConnection) throws -> Value) throws -> Value {
    try check()
    return try database.write(body)
  }

  func version() throws -> Int {
    try check()
    return try database.version()
  }

  func migrationsDone() throws -> Set<String> { try database.migrationsDone() }

  func migrate(_ migrations: [Migration]) throws { try database.migrate(migrations) }
}

/// A project whose loop does not run.
private struct NoLoop: Liveness {
  var isLoopRunning: Bool { false }

  func isAlive(_ process: ProcessIdentity) -> Bool { true }
}

@Suite("ProjectObserver", .serialized)
struct ProjectObserverTests {
  private let database: UncertainDatabase
  private let store: ProjectStore
  private let mailbox = Mailbox<Event>()

  init() throws {
    database = try UncertainDatabase()
    try ProjectStore.create(
      in: database,
      setup: ProjectSetup(jobName: "news-headlines", labels: Fixtures.labels, total: 4),
      now: Fixtures.now)
    store = try ProjectStore(database, assets: MemoryItems(count: 4), liveness: NoLoop())
  }

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
    let observer = ProjectObserver(store: store, mailbox: mailbox)
    observer.observe(.summary)
    #expect(isReported())
    database.set(isReadable: false)
    #expect(isFailureTold())
    database.set(isReadable: true)
    #expect(isReported())
    observer.stop()
  }

  @Test("A project that cannot be read from the start is told about at once")
  func failingAtOnce() {
    database.set(isReadable: false)
    let observer = ProjectObserver(store: store, mailbox: mailbox)
    observer.observe(.full)
    #expect(isFailureTold())
    observer.stop()
  }

  @Test("Its thread ends with it, and a new view is reported to without a pause")
  func ending() {
    let observer = ProjectObserver(store: store, mailbox: mailbox)
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
      store: store, mailbox: mailbox, startLoop: { _ in started.signal() })
    observer.observe(.summary)
    #expect(started.wait(timeout: .now() + 60) == .success)
    observer.stop()
  }

  @Test("A project at rest is read once a minute, and at once when it or its loop changes")
  func rest() throws {
    var report = Fixtures.report {
      $0.workers = [WorkerReport(name: "ana", answers: 9, answersPerMinute: 0)]
      $0.counts.leased = 0
      $0.loop.isRunning = false
    }
    func silence(version: Int = 7, isLoopRunning: Bool = false, startsLoop: Bool = false) -> Double
    {
      LastReport(version: 7, report: report).silence(
        version: version, isLoopRunning: isLoopRunning, startsLoop: startsLoop)
    }
    #expect(silence() == LastReport.restingSilence)
    #expect(silence(version: 8) == LastReport.shortestSilence)
    #expect(silence(isLoopRunning: true) == LastReport.longestSilence)
    #expect(silence(startsLoop: true) == LastReport.longestSilence)
    report.counts.leased = 1
    #expect(silence() == LastReport.longestSilence)
    report.counts.leased = 0
    report.workers[0].answersPerMinute = 2
    #expect(silence() == LastReport.longestSilence)
    report.workers[0] = WorkerReport(name: "ana", answers: 9, answersPerMinute: 0, isPresent: true)
    #expect(silence() == LastReport.longestSilence)
    let failed = LastReport(version: 7, report: nil)
    #expect(
      failed.silence(version: 7, isLoopRunning: false, startsLoop: false)
        == LastReport.longestSilence)
  }
}
