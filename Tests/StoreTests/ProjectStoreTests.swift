import Domain
import Foundation
import GRDB
import SQLiteDriver
import Store
import TestSupport
import Testing

@Suite struct ProjectStoreTests {
  @Test("A store in a file does what any store must", arguments: StoreConformance.checks)
  func file(_ conformance: StoreConformance) throws {
    let folder = try TemporaryFolder()
    try conformance.check { setup, items in
      let path = folder.path("project.sqlite")
      try ProjectStore.create(path: path, setup: setup, now: StoreConformance.start)
      return try ProjectStore(path: path, assets: items)
    }
  }

  @Test("A store in memory does what any store must", arguments: StoreConformance.checks)
  func memory(_ conformance: StoreConformance) throws {
    try conformance.check { setup, items in
      try ProjectStore.inMemory(setup, assets: items, now: StoreConformance.start)
    }
  }

  @Test("Another connection's commit moves the version")
  func version() throws {
    let folder = try TemporaryFolder()
    let (one, other) = try (open(folder, create: true), open(folder))
    let before = try one.version()
    #expect(try one.version() == before)
    try other.note(.text("hello"), now: StoreConformance.start)
    #expect(try one.version() != before)
  }

  @Test("A dead worker's leases go to the next one at once")
  func deadSession() throws {
    let folder = try TemporaryFolder()
    let store = try open(folder, create: true) { $0.number != 66 }
    try store.queue([0])
    let ana = try store.openSession(
      worker: "ana", process: ProcessIdentity(host: "here", number: 66), now: StoreConformance.start
    )
    _ = try store.lease(upTo: 1, for: ana, now: StoreConformance.start)
    let ben = try store.sit("ben")
    #expect(try store.lease(upTo: 1, for: ben, now: StoreConformance.start).count == 1)
    #expect(try store.report(now: StoreConformance.start).workers.filter(\.isPresent).count == 1)
  }

  @Test("Annotations can be neither changed nor deleted")
  func appendOnly() throws {
    let folder = try TemporaryFolder()
    let store = try open(folder, create: true)
    try store.queue([0])
    let ana = try store.sit("ana")
    _ = try store.lease(upTo: 1, for: ana, now: StoreConformance.start)
    try store.give(1, to: 0, by: ana)
    let queue = try DatabaseQueue(path: folder.path("project.sqlite"))
    for sql in ["UPDATE annotation SET label = 2", "DELETE FROM annotation"] {
      #expect(throws: DatabaseError.self) { try queue.write { try $0.execute(sql: sql) } }
    }
  }

  @Test("Every commit is flushed to the disk")
  func synchronous() throws {
    let folder = try TemporaryFolder()
    _ = try open(folder, create: true)
    let database = try SQLiteDatabase(path: folder.path("project.sqlite"))
    #expect(try database.synchronousLevel() == 2)
  }

  @Test("A database of a newer winnow is refused in words")
  func newerSchema() throws {
    let folder = try TemporaryFolder()
    _ = try open(folder, create: true)
    let queue = try DatabaseQueue(path: folder.path("project.sqlite"))
    try queue.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('999')") }
    #expect(throws: StoreError.newerSchema) {
      try open(folder)
    }
  }

  @Test("A file of each version opens, with all that it holds", arguments: 1...5)
  func olderVersion(version: Int) throws {
    let folder = try TemporaryFolder()
    let fixture = try #require(
      Bundle.module.url(
        forResource: "version-\(version)", withExtension: "sqlite", subdirectory: "Fixtures"))
    try FileManager.default.copyItem(
      at: fixture, to: folder.url.appending(path: "project.sqlite"))
    #expect(throwsOlderSchema(folder) == (version < 5))
    try ProjectStore.prepare(SQLiteDatabase(path: folder.path("project.sqlite")))
    let store = try open(folder)
    let report = try store.report(now: StoreConformance.start)
    #expect(report.counts.human == 2 && report.counts.auto == 1 && report.counts.rejected == 1)
    #expect(report.rounds.map(\.number) == [1] && report.workers.map(\.name) == ["ana"])
    // Its labels are votes; what a later version adds can be written beside them.
    #expect(try store.annotations().labels.map(\.confidence) == [1])
    #expect(
      try store.consolidate(
        [.init(item: 0, label: 2, confidence: 0.5, annotation: 1)], now: StoreConformance.start)
        == 1)
    #expect(try store.snapshot(now: StoreConformance.start).copied == [])
    let ana = WorkerSession(id: 1, worker: "ana")
    _ = try store.undo(by: ana, now: StoreConformance.start)
    #expect(try store.undo(by: ana, now: StoreConformance.start)?.task.item.id == 0)
  }

  private func throwsOlderSchema(_ folder: TemporaryFolder) -> Bool {
    (try? open(folder)) == nil
  }

  private func open(
    _ folder: TemporaryFolder, create: Bool = false,
    isAlive: @escaping @Sendable (ProcessIdentity) -> Bool = { _ in true }
  ) throws -> ProjectStore {
    let path = folder.path("project.sqlite")
    let items = MemoryItems(count: 10, autoLabels: [1: [5: 1]])
    if create {
      try ProjectStore.create(
        path: path, setup: StoreConformance.setup(), now: StoreConformance.start)
    }
    return try ProjectStore(path: path, assets: items, liveness: Processes(alive: isAlive))
  }
}

/// Processes that live as a closure says.
private struct Processes: Liveness {
  let alive: @Sendable (ProcessIdentity) -> Bool

  var isLoopRunning: Bool { false }

  func isAlive(_ process: ProcessIdentity) -> Bool { alive(process) }
}
