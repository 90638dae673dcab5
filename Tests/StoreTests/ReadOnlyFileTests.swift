import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// A project in a folder that this process may not write can be read.
@Suite struct ReadOnlyFileTests {
  private let folder: TemporaryFolder
  private let path: String
  private let now = StoreConformance.start

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("project.sqlite")
    try ProjectStore.create(path: path, setup: StoreConformance.setup(), now: now)
  }

  private func remove(_ ends: String...) throws {
    for end in ends where FileManager.default.fileExists(atPath: path + end) {
      try FileManager.default.removeItem(atPath: path + end)
    }
  }

  private func reader() throws -> ProjectStore {
    try ProjectStore(
      SQLiteDatabase(reading: path, canWriteFolder: false), assets: MemoryItems(count: 10))
  }

  @Test("Without a log it is read as it stands, and nothing is made beside it")
  func noLog() throws {
    try remove("-wal", "-shm")
    #expect(try reader().counts(now: now).total == 10)
    #expect(try folder.contents == ["project.sqlite"])
  }

  @Test("Somebody who begins to write meanwhile is noticed")
  func writer() throws {
    try remove("-wal", "-shm")
    let reader = try reader()
    let other = try ProjectStore(path: path, assets: MemoryItems(count: 10))
    _ = try other.sit("ana")
    let error = #expect(throws: StoreError.self) { try reader.counts(now: now) }
    #expect(error.map { "\($0)" }?.contains("began to write") == true)
    // Opened now, it is read with the writer's index.
    #expect(try self.reader().report(now: now).workers.map(\.name) == ["ana"])
  }

  @Test("A log without its index, as a copy of a killed project has it, is read, too")
  func logWithoutIndex() throws {
    let writer = try ProjectStore(path: path, assets: MemoryItems(count: 10))
    _ = try writer.sit("ana")
    let copy = try TemporaryFolder()
    for end in ["", "-wal"] {
      try FileManager.default.copyItem(
        atPath: path + end, toPath: copy.path("project.sqlite\(end)"))
    }
    let reader = try ProjectStore(
      SQLiteDatabase(reading: copy.path("project.sqlite"), canWriteFolder: false),
      assets: MemoryItems(count: 10))
    #expect(try reader.report(now: now).workers.map(\.name) == ["ana"])
    #expect(try copy.contents == ["project.sqlite", "project.sqlite-wal"])
  }
}
