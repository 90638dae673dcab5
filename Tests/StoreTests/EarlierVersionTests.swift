import Domain
import Foundation
import SQLiteDriver
import TestSupport
import Testing

@testable import Store

@Suite struct EarlierVersionTests {
  @Test("The events of earlier versions become values", arguments: 1...4)
  func events(version: Int) throws {
    let store = try opened(version)
    let events = try store.events().map(\.event)
    #expect(events.contains(.jobCreated(items: 10, labeled: 1)))
    #expect(events.contains(.sessionOpened(worker: "ana")))
    #expect(events.contains(.itemRejected(item: 1, worker: "ana", reason: .unreadable)))
    #expect(events.contains(.roundPublished(round: 1, autoLabeled: 1, tasks: 1)))
    #expect(events.first == .migrated(to: "5"))
    #expect(!events.contains { if case .text = $0 { true } else { false } })
  }

  @Test("A file of an earlier version has the tables and indexes of a new one", arguments: 1...4)
  func schema(version: Int) throws {
    #expect(try opened(version).schemaFaults(comparedWith: SQLiteDatabase()) == [])
  }

  @Test("The reasons of earlier versions become codes", arguments: 1...2)
  func reasons(version: Int) throws {
    let store = try opened(version)
    guard case .rejected(let reason, _) = try store.outcome().decisions[1] else {
      Issue.record("item 1 is not rejected")
      return
    }
    #expect(reason == .unreadable)
    let copied: [String?] = try store.database.read {
      try $0.all("SELECT reason FROM annotation WHERE kind = 'reject'") { try $0(0) }
    }
    #expect(copied == ["unreadable"])
  }

  @Test("The words that earlier versions kept of a step's result are read")
  func stepResult() throws {
    let store = try opened(2)
    let round = try store.outcome().currentRound + 1
    _ = try store.database.write {
      try $0.execute(
        "INSERT INTO step (round, name, startedAt, endedAt, detail) VALUES (?, ?, 0, 1, ?)", round,
        LoopStep.prepareForTraining.rawValue, "5 labels")
    }
    #expect(try store.report(now: Date()).loop.steps.map(\.result) == [.text("5 labels")])
  }

  @Test("The lead's settings are taken over")
  func settings() throws {
    let settings = try opened(2).settings()
    #expect(settings.target == 0.95 && settings.workersPerItem == 1 && !settings.isPaused)
  }

  @Test(
    "Sentences of earlier versions are read, the rest stays text",
    arguments: [
      (
        "ana took line 7 out: not a headline",
        JobEvent.itemRejected(item: 6, worker: "ana", reason: .notThisKind)
      ),
      (
        "ana took line 7 out: twice: yes",
        .itemRejected(item: 6, worker: "ana", reason: .other("twice: yes"))
      ),
      ("Round 3 failed: no\nwords", .roundFailed(round: 3, reason: "no\nwords")),
      ("From the next round on ./a b gives the labels.", .modelSwitched(to: "./a b")),
      ("Completed: 3 labeled by people, 4 auto-labeled.", .jobCompleted(human: 3, auto: 4)),
      ("Round 99999999999999999999: 1 auto", .text("Round 99999999999999999999: 1 auto")),
    ])
  func sentence(_ text: String, _ event: JobEvent) {
    #expect(JobEvent(sentence: text) == event)
  }

  @Test("Migrating asks for a backup first, and only where there is something to do")
  func backup() throws {
    let database = try database(2)
    var backups = 0
    try ProjectStore.prepare(database) { backups += 1 }
    try ProjectStore.prepare(database) { backups += 1 }
    #expect(backups == 1)
  }

  private func opened(_ version: Int) throws -> ProjectStore {
    let database = try database(version)
    try ProjectStore.prepare(database)
    return try ProjectStore(database, assets: MemoryItems(count: 10, autoLabels: [1: [5: 1]]))
  }

  private func database(_ version: Int) throws -> SQLiteDatabase {
    let fixture = try #require(
      Bundle.module.url(
        forResource: "version-\(version)", withExtension: "sqlite", subdirectory: "Fixtures"))
    return try SQLiteDatabase(copying: fixture.path)
  }
}
