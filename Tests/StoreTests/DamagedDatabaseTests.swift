import Domain
import Foundation
import GRDB
import SQLiteDriver
import Store
import TestSupport
import Testing

/// A database that was changed by other hands, or by a disk, is read or refused in words.
@Suite struct DamagedDatabaseTests {
  private static let fixture = Bundle.module.resourceURL?
    .appending(path: "Fixtures/version-5.sqlite")
  private static let count =
    ProcessInfo.processInfo.environment["MUTATIONS"].flatMap { Int($0) } ?? 150
  private let folder: TemporaryFolder
  private let path: String
  private let start = Date(timeIntervalSince1970: 1_800_000_000)

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("project.sqlite")
  }

  private func place(_ bytes: [UInt8]) throws {
    for end in ["-wal", "-shm"] { unlink(path + end) }
    try Data(bytes).write(to: URL(filePath: path))
  }

  /// Reads and changes all that commands do; returns the message of what is refused.
  private func use() throws {
    do {
      let reading = try SQLiteDatabase(reading: path)
      let read = try ProjectStore(reading, assets: MemoryItems(count: 10))
      _ = try read.report(now: start)
      _ = try read.outcome(withAnnotations: true)
      _ = try read.alarms()
      let store = try ProjectStore(path: path, assets: MemoryItems(count: 10))
      _ = try store.situation(now: start)
      _ = try store.snapshot(now: start)
      let session = try store.sit("zoe", at: start)
      for task in try store.lease(upTo: 3, for: session, now: start) {
        try store.give(0, to: task.item.id, by: session, at: start)
      }
      _ = try store.undo(by: session, now: start)
      _ = try store.history(of: "ana", limit: 10)
      try store.settleReadyTasks(now: start)
      _ = try store.annotations()
    } catch let error as StoreError {
      #expect(!"\(error)".isEmpty)
    } catch is MemoryItems.NoSuchItem {
      // A project's own items are refused in words (`SealedArrayTests`).
    }
  }

  @Test("A file with changed bytes is read, or refused in words", arguments: 0..<4)
  func bytes(seed: UInt64) throws {
    var numbers = SeededGenerator(seed: seed)
    let whole = Array(try Data(contentsOf: #require(Self.fixture)))
    for _ in 0..<Self.count {
      var bytes = whole
      // The first page has the schema's text.
      let range = Bool.random(using: &numbers) ? 0..<min(4096, whole.count) : 0..<whole.count
      for _ in 0..<Int.random(in: 1...8, using: &numbers) {
        let place = Int.random(in: range, using: &numbers)
        bytes[place] = UInt8.random(in: 0...255, using: &numbers)
      }
      try place(bytes)
      try use()
    }
  }

  @Test("A column without its name is said to be damaged")
  func schema() throws {
    var bytes = Array(try Data(contentsOf: #require(Self.fixture)))
    let name = Array("publishedAt".utf8)
    for start in 0..<bytes.count - name.count
    where bytes[start..<start + name.count].elementsEqual(name) {
      bytes[start] = 0xD0
    }
    try place(bytes)
    let error = #expect(throws: StoreError.self) {
      let store = try ProjectStore(
        SQLiteDatabase(reading: path), assets: MemoryItems(count: 10))
      _ = try store.report(now: start)
    }
    #expect(error.map { "\($0)" }?.contains("put a backup in its place") == true)
  }

  @Test("A value that no winnow writes traps nothing")
  func values() throws {
    let whole = Array(try Data(contentsOf: #require(Self.fixture)))
    try place(whole)
    let columns = try DatabaseQueue(path: path).read { database in
      try Row.fetchAll(
        database,
        sql: """
          SELECT m.name, t.name FROM sqlite_master m, pragma_table_info(m.name) t
          WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite%'
          """
      ).map { (table: $0[0] as String, column: $0[1] as String) }
    }
    for (table, column) in columns {
      for value in ["-1", "9223372036854775807", "1e308", "9e999", "'\u{202E}{'", "''", "NULL"] {
        try place(whole)
        try DatabaseQueue(path: path).writeWithoutTransaction { database in
          try database.execute(sql: "PRAGMA ignore_check_constraints = 1")
          try? database.execute(sql: "UPDATE OR IGNORE \(table) SET \(column) = \(value)")
        }
        try use()
      }
    }
  }

  @Test(
    "A time without a place in a calendar is none",
    arguments: [.infinity, -.infinity, 1e300, -1e12, 253_402_300_800])
  func times(seconds: Double) {
    #expect(Date(SQLValue.real(seconds)) == nil)
    #expect(Date?(SQLValue.real(seconds)) == nil)
    #expect(Date(SQLValue.real(1.8e9)) == start)
  }

  @Test("Counts that no label bears out make no round due without an answer")
  func counts() throws {
    try place(Array(try Data(contentsOf: #require(Self.fixture))))
    let store = try ProjectStore(path: path, assets: MemoryItems(count: 10))
    try DatabaseQueue(path: path).writeWithoutTransaction { database in
      try database.execute(sql: "PRAGMA foreign_keys = 0; DELETE FROM item")
    }
    let before = try store.situation(now: start)
    #expect(before.counts.human > 0)
    let report = RoundReport(
      number: before.currentRound + 1, publishedAt: start, trainedOn: 0, autoLabeled: 0,
      humanLabeled: 0, selected: 0)
    try store.publish(
      RoundPublication(
        report: report, watermark: before.latestAnnotation,
        autoByLabel: Array(repeating: 0, count: try store.report(now: start).labels.count),
        tasks: [],
        labelsForNextRound: 1), now: start)
    let after = try store.situation(now: start)
    #expect(after.currentRound == before.currentRound + 1)
    #expect(try #require(after.labelsForNextRound) > after.counts.human)
  }
}
