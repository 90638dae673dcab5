import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// An answer is only said to be saved if the next command finds it.
@Suite struct DatabaseFilesTests {
  private let folder: TemporaryFolder
  private let store: ProjectStore
  private let session: WorkerSession
  private let files = FileManager.default

  init() throws {
    folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      atPath: folder.path("p"), withIntermediateDirectories: false)
    let path = folder.path("p/project.sqlite")
    try ProjectStore.create(
      path: path, setup: StoreConformance.setup(), now: StoreConformance.start)
    store = try ProjectStore(path: path, assets: MemoryItems(count: 10))
    session = try store.sit("ana")
    try store.queue([0, 1, 2])
    _ = try store.lease(upTo: 3, for: session, now: StoreConformance.start)
    try store.give(1, to: 0, by: session)
  }

  private func answerFails(_ words: String) {
    let error = #expect(throws: StoreError.self) { try store.give(1, to: 1, by: session) }
    #expect(error.map { "\($0)" }?.contains(words) == true, "\(String(describing: error))")
  }

  @Test("A database that was removed takes no answer")
  func removed() throws {
    try files.removeItem(atPath: folder.path("p/project.sqlite"))
    answerFails("is not at its place any more")
  }

  @Test("A database whose log was removed takes no answer")
  func logRemoved() throws {
    try files.removeItem(atPath: folder.path("p/project.sqlite-wal"))
    answerFails("lost its file project.sqlite-wal")
  }

  @Test("A database that another file took the place of takes no answer")
  func replaced() throws {
    let path = folder.path("p/project.sqlite")
    try files.copyItem(atPath: path, toPath: "\(path).copy")
    #expect(rename("\(path).copy", path) == 0)
    answerFails("was replaced by another file")
  }

  @Test("An older copy that was written over a database, in the same file, takes no answer")
  func olderCopy() throws {
    let (path, copy) = (folder.path("p/project.sqlite"), folder.path("copy"))
    try emptyLog(copying: path, to: copy)
    try store.give(1, to: 1, by: session)
    try emptyLog(copying: copy, to: path)
    let error = #expect(throws: StoreError.self) { try store.give(1, to: 2, by: session) }
    #expect(
      error.map { "\($0)" }?.contains("no longer in it, so an older copy") == true,
      "\(String(describing: error))")
  }

  /// Brings all of the log into the database, then copies; in a process of its own, for this one would lose
  /// its locks on a file that it opens and closes.
  private func emptyLog(copying from: String, to place: String) throws {
    let other = Process()
    other.executableURL = URL(filePath: "/usr/bin/env")
    other.arguments = [
      "python3", "-c",
      """
      import sqlite3, shutil, sys
      sqlite3.connect(sys.argv[1]).execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
      shutil.copyfile(sys.argv[2], sys.argv[3])
      """, folder.path("p/project.sqlite"), from, place,
    ]
    try other.run()
    other.waitUntilExit()
    #expect(other.terminationStatus == 0)
  }

  @Test("A folder that was moved takes no answer until it is back, and then takes it")
  func moved() throws {
    try files.moveItem(atPath: folder.path("p"), toPath: folder.path("q"))
    answerFails("is not at its place any more")
    try files.moveItem(atPath: folder.path("q"), toPath: folder.path("p"))
    #expect(try store.give(1, to: 1, by: session).counted)
    #expect(try store.counts().human == 2)
  }

  @Test(
    "A log that was cut or overwritten in place takes no answer, and the database stays whole",
    arguments: ["cut to nothing", "cut", "overwritten"])
  func logDamaged(_ how: String) throws {
    let path = folder.path("p/project.sqlite")
    let log = try #require(FileHandle(forUpdatingAtPath: "\(path)-wal"))
    switch how {
    case "cut to nothing": try log.truncate(atOffset: 0)
    case "cut": try log.truncate(atOffset: 32 + 24 + 4096)
    default: try log.write(contentsOf: Data(count: 12_288))
    }
    try log.close()
    answerFails("lost a part of its file project.sqlite-wal")
    answerFails("lost a part of its file project.sqlite-wal")
    // The process ends: a copy of the files is what it leaves.
    for end in ["", "-wal"] {
      try files.copyItem(atPath: path + end, toPath: folder.path("left.sqlite") + end)
    }
    let left = try ProjectStore(
      path: folder.path("left.sqlite"), assets: MemoryItems(count: 10))
    #expect(try left.counts().total == 10)
  }

  @Test("A log that was cut is not copied into the database at the end of the last command")
  func logCutAtEnd() throws {
    let path = folder.path("other.sqlite")
    try ProjectStore.create(
      path: path, setup: StoreConformance.setup(), now: StoreConformance.start)
    do {
      let own = try ProjectStore(path: path, assets: MemoryItems(count: 10))
      try own.queue([0, 1, 2])
      let log = try #require(FileHandle(forUpdatingAtPath: "\(path)-wal"))
      try log.truncate(atOffset: 32 + 24 + 4096)
      try log.close()
      let error = #expect(throws: StoreError.self) { try own.queue([3, 4]) }
      #expect("\(try #require(error))".contains("lost a part"))
    }
    try files.copyItem(atPath: path, toPath: "\(path).copy")
    #expect(try SQLiteDatabase(path: "\(path).copy").faults(isThorough: true) == [])
    #expect(
      try ProjectStore(path: "\(path).copy", assets: MemoryItems(count: 10)).counts().total == 10)
  }

  @Test("A log that another command has copied into the database is no fault")
  func checkpointed() throws {
    let other = try ProjectStore(
      path: folder.path("p/project.sqlite"), assets: MemoryItems(count: 10))
    for round in 0..<400 {
      for store in [store, other] {
        try store.note(
          .tasksQueued(count: round), by: String(repeating: "x", count: 3000),
          now: StoreConformance.start)
      }
    }
    #expect(try store.give(1, to: 1, by: session).counted)
    let size = try #require(
      try files.attributesOfItem(atPath: folder.path("p/project.sqlite-wal"))[.size] as? Int)
    #expect(size < 16_000_000)
  }
}
