import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct BackupTests {
  @Test("A backup made while a worker answers gives a project with all that was saved before")
  func whileLabeling() throws {
    let project = try LabeledProject()
    let store = try project.store()
    let session = try store.openSession(
      worker: "eva", process: ProcessIdentity(host: "here", number: 1), now: LabeledProject.start)
    let held = try store.lease(upTo: 1, for: session, now: Date())
    let before = try store.outcome(withAnnotations: true)
    let file = project.folder.path("news.tar")
    let (contents, copies) = try Self.backup(project, to: file) {
      let item = try #require(held.first?.item.id)
      _ = try store.annotate(
        Annotation(item: item, label: 2, acceptedAt: Date(), secondsSpent: 1), by: session,
        now: Date())
    }
    #expect(copies == 1)
    #expect(try store.outcome().decisions.count == before.decisions.count + 1)
    #expect(contents.answers == before.annotations.count)
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o600)

    let again = project.folder.path("again")
    try RestoreCommand.parse([file, again]).run()
    let restored = try OpenProject(again, for: .writing)
    #expect(try restored.store.outcome(withAnnotations: true) == before)
    #expect(try restored.archive.autoLabels(round: 1)?.tally(labelCount: 4) == [5, 5, 0, 0])
    // The worker sits at the original: nobody holds an item of the copy, nor is there.
    let cy = try restored.store.openSession(
      worker: "cy", process: ProcessIdentity(host: "here", number: 2), now: Date())
    #expect(
      try restored.store.lease(upTo: 1, for: cy, now: Date()).map(\.item.id) == held.map(\.item.id))
    #expect(try restored.store.report(now: Date()).workers.count { $0.isPresent } <= 1)
  }

  /// Makes a backup, and `meanwhile` after the database was first copied, before the files are; also
  /// returns how often it was copied.
  private static func backup(
    _ project: LabeledProject, to file: String, meanwhile: @escaping () throws -> Void
  ) throws -> (contents: BackupContents, copies: Int) {
    let driver = ProjectBackup.Driver.sqlite(project.place)
    var copies = 0
    let busy = ProjectBackup.Driver(
      copy: { path in
        try driver.copy(path)
        copies += 1
        if copies == 1 { try meanwhile() }
      }, inspect: driver.inspect)
    let contents = try ProjectBackup(Project.open(path: project.path), driver: busy)
      .write(to: file, now: Date())
    return (contents, copies)
  }

  @Test("A round that the loop publishes and removes meanwhile makes the backup begin again")
  func whilePublishing() throws {
    let project = try LabeledProject()
    let store = try project.store()
    let file = project.folder.path("news.tar")
    let (contents, copies) = try Self.backup(project, to: file) {
      try project.publish(store, round: 2)
      try FileManager.default.removeItem(atPath: project.place.round(1))
    }
    #expect(contents.round == 2 && copies == 2)
    try RestoreCommand.parse([file, project.folder.path("again")]).run()
    let restored = try OpenProject(project.folder.path("again"), for: .reading)
    #expect(try restored.archive.autoLabels(round: 2)?.labels.count == LabeledProject.count)
  }

  @Test("A decision that the lead did not make is found in a restored project, too")
  func foreignDecision() throws {
    let project = try LabeledProject()
    _ = try OpenProject(project.path, for: .writing).store
      .pause(worker: "ana", by: "lead", because: "a break", now: Date())
    try RunCommand.parse([project.path, "--once"]).run()
    let database = try SQLiteDatabase(path: project.place.database)
    try database.write { try $0.run(script: "UPDATE worker SET pausedBecause = NULL") }
    try database.close()
    let (file, again) = (project.folder.path("news.tar"), project.folder.path("again"))
    try BackupCommand.parse([project.path, file]).run()
    try RestoreCommand.parse([file, again]).run()
    let found = try OpenProject(again, for: .reading).recordFindings(now: Date()).open
    #expect(found.map(\.change) == [.decisions])
  }

  @Test("A decision that comes while the database is copied makes the backup begin again")
  func whileDeciding() throws {
    let project = try LabeledProject()
    let store = try OpenProject(project.path, for: .writing).store
    let (file, again) = (project.folder.path("news.tar"), project.folder.path("again"))
    let (_, copies) = try Self.backup(project, to: file) {
      _ = try store.pause(worker: "ana", by: "lead", because: "a break", now: Date())
    }
    #expect(copies == 2)
    try RestoreCommand.parse([file, again]).run()
    let restored = try OpenProject(again, for: .reading)
    #expect(try restored.recordFindings(now: Date()).open.isEmpty)
    #expect(
      try restored.store.report(now: Date()).workers.contains { $0.pausedBecause == "a break" })
  }

  @Test("A restored project passes doctor and verify, takes answers, and exports the same bytes")
  func sameOutcome() throws {
    let project = try LabeledProject()
    let folder = project.folder
    let (file, again) = (folder.path("news.tar"), folder.path("again"))
    try BackupCommand.parse([project.path, file]).run()
    try RestoreCommand.parse([file, again]).run()
    for path in [project.path, again] {
      try ExportCommand.parse([path, "--partial", "--output", "\(path).out"]).run()
      try VerifyCommand.parse([path, "\(path).out"]).run()
    }
    #expect(try folder.read("news.out") == folder.read("again.out"))
    let opened = try OpenProject(again, for: .reading)
    let lines =
      FolderCheck(folder: opened.project.folder).lines
      + ProjectCheck(opened: opened, now: Date()).lines
    #expect(lines.filter { $0.state == .problem } == [])
    let store = try OpenProject(again, for: .writing).store
    let session = try store.openSession(worker: "eva", process: Identity.process, now: Date())
    #expect(try store.lease(upTo: 1, for: session, now: Date()).count == 1)
  }

  @Test("restore makes nothing over what exists, or of a file that is cut or changed")
  func refused() throws {
    let project = try LabeledProject()
    let folder = project.folder
    let (file, again) = (folder.path("news.tar"), folder.path("again"))
    try BackupCommand.parse([project.path, file]).run()
    #expect(throws: ProjectError.exists(project.path)) {
      try RestoreCommand.parse([file, project.path]).run()
    }
    let bytes = try Array(Data(contentsOf: URL(filePath: file)))
    let cut = try folder.write("cut.tar", bytes.dropLast(bytes.count / 3))
    #expect(throws: FileFaults.self) { try RestoreCommand.parse([cut, again]).run() }
    var changed = bytes
    changed[bytes.count / 2] ^= 1
    let other = try folder.write("changed.tar", changed)
    #expect(throws: FileFaults.self) { try RestoreCommand.parse([other, again]).run() }
    let foreign = try folder.write("foreign.tar", [UInt8](repeating: 0, count: 1024))
    #expect(throws: FileFaults.self) { try RestoreCommand.parse([foreign, again]).run() }
    #expect(try folder.contents.filter { $0.hasPrefix("again") } == [])
  }

  @Test("A path that leads out, a link, and a file that no project has are refused")
  func hostile() throws {
    let project = try LabeledProject()
    let folder = project.folder
    let file = folder.path("news.tar")
    try BackupCommand.parse([project.path, file]).run()
    let bytes = try Array(Data(contentsOf: URL(filePath: file)))
    for (name, type) in [
      ("../evil", "0"), ("/tmp/evil", "0"), ("rounds/1/../../../evil", "0"), ("stacks", "2"),
      (".bashrc", "0"), ("project.sqlite", "0"),
    ] {
      let entry = Self.entry(named: name, type: type)
      let place = try folder.write("hostile.tar", bytes.dropLast(1024) + entry + bytes.suffix(1024))
      #expect(throws: FileFaults.self, "\(name)") {
        try RestoreCommand.parse([place, folder.path("again")]).run()
      }
    }
    #expect(try folder.contents.filter { $0.hasPrefix("again") || $0 == "evil" } == [])
  }

  /// An empty file of a tar archive.
  private static func entry(named name: String, type: String) -> [UInt8] {
    var block = [UInt8](repeating: 0, count: 512)
    func write(_ text: String, at place: Int) {
      block.replaceSubrange(place..<place + text.utf8.count, with: text.utf8)
    }
    write(name, at: 0)
    write("0000600", at: 100)
    write("00000000000", at: 124)
    write("00000000000", at: 136)
    write("        ", at: 148)
    write(type, at: 156)
    write("ustar", at: 257)
    let sum = String(block.reduce(0) { $0 + Int($1) }, radix: 8)
    write(String(repeating: "0", count: 6 - sum.count) + sum + "\0 ", at: 148)
    return block
  }
}
