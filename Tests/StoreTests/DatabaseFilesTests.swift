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

  @Test("A folder that was moved takes no answer until it is back, and then takes it")
  func moved() throws {
    try files.moveItem(atPath: folder.path("p"), toPath: folder.path("q"))
    answerFails("is not at its place any more")
    try files.moveItem(atPath: folder.path("q"), toPath: folder.path("p"))
    #expect(try store.give(1, to: 1, by: session).counted)
    #expect(try store.counts().human == 2)
  }
}
