import Dataset
import Domain
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct StoreOpeningTests {
  @Test("A reading command reads a project of an older version and leaves it as it is")
  func reading() throws {
    let folder = try olderProject()
    let before = try bytes(folder)
    let store = try opening(folder).open(for: .reading)
    #expect(try store.report(now: Date()).counts.human == 2)
    #expect(try bytes(folder) == before)
  }

  @Test("A command that goes on reading refuses an older version in words")
  func watching() throws {
    let folder = try olderProject()
    #expect(throws: CommandError("\(folder.url.path): \(StoreError.olderSchema)")) {
      _ = try opening(folder).open(for: .watching)
    }
  }

  @Test("A writing command of the lead's updates an older version and keeps a private backup")
  func writing() throws {
    let folder = try olderProject()
    _ = try opening(folder).open(for: .writing)
    let backup = folder.path("project.sqlite.version-2")
    let attributes = try FileManager.default.attributesOfItem(atPath: backup)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
    #expect(try SQLiteDatabase(path: backup).migrationsDone() == ["1", "2"])
    #expect(try opening(folder).open(for: .reading).settings().price == 0.5)
  }

  @Test("A decision at the screen of watch is in the lead's own record")
  func watchingLead() throws {
    let project = try LabeledProject()
    let opened = try OpenProject(project.path, for: .watching)
    let seal = DecisionSeal(project.place)
    let before = try seal.digests()
    #expect(
      try opened.store.adjudicate([0], as: .reopen, because: "odd", by: "lead", now: Date()) == [0])
    let after = try seal.digests()
    #expect(after != before && !after.isEmpty)
    #expect(try opened.store.areDecisionsKnown(seal))
  }

  @Test("A labeler's command does not update the lead's project")
  func labeler() throws {
    let folder = try olderProject()
    #expect(throws: CommandError("\(folder.url.path): \(StoreError.olderSchema)")) {
      _ = try opening(folder, isLead: false).open(for: .writing)
    }
  }

  @Test("A project in use is not updated, and the message says by whom")
  func inUse() throws {
    let folder = try olderProject()
    let database = try SQLiteDatabase(path: folder.path("project.sqlite"))
    try database.write {
      _ = try $0.execute(
        "INSERT INTO session (worker, host, process, openedAt) VALUES ('ben', ?, ?, 0)",
        with: [.text(Identity.process.host), .integer(Int64(getpid()))])
    }
    let error = #expect(throws: CommandError.self) {
      _ = try opening(folder).open(for: .writing)
    }
    #expect(error?.description.contains("in use (ben)") == true)
  }

  private func opening(_ folder: TemporaryFolder, isLead: Bool = true) -> StoreOpening {
    var settings = LeadSettings()
    settings.price = 0.5
    return StoreOpening(
      folder: ProjectFolder(path: folder.url.path),
      assets: MemoryItems(count: 10, autoLabels: [1: [5: 1]]), isLead: isLead,
      leadSettings: { settings })
  }

  /// A database that version 2 of the schema wrote.
  private func olderProject() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let fixture = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../StoreTests/Fixtures/version-2.sqlite")
    try FileManager.default.copyItem(at: fixture, to: folder.url.appending(path: "project.sqlite"))
    return folder
  }

  private func bytes(_ folder: TemporaryFolder) throws -> Data {
    try Data(contentsOf: folder.url.appending(path: "project.sqlite"))
  }
}
