import ArgumentParser
import Dataset
import Engine
import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct CleanCommandTests {
  @Test("clean removes old rounds and leftovers, and an export gives the same bytes afterwards")
  func removes() throws {
    let (project, folder) = try littered()
    try ExportCommand.parse([project.path, "--partial", "--output", folder.path("before")]).run()
    try CleanCommand.parse([project.path, "--yes"]).run()
    let place = project.place
    #expect(try FileManager.default.contentsOfDirectory(atPath: place.rounds).sorted() == ["1"])
    let names = try FileManager.default.contentsOfDirectory(atPath: place.path)
    #expect(!names.contains(".settings.json.12345678.tmp") && !names.contains("winnow.log.1"))
    #expect(names.filter { $0.contains(".version-") } == ["project.sqlite.version-2"])
    #expect(try folder.contents.filter { $0.contains("making") } == [])
    try ExportCommand.parse([project.path, "--partial", "--output", folder.path("after")]).run()
    #expect(try folder.read("before") == folder.read("after"))
    #expect(try Leftovers(OpenProject(project.path, for: .reading)).goes == [])
  }

  @Test("A dry run, a missing terminal and a running loop remove nothing")
  func keeps() throws {
    let (project, _) = try littered()
    func found() throws -> [Leftovers.Entry] {
      try Leftovers(OpenProject(project.path, for: .reading)).goes
    }
    let before = try found()
    #expect(before.count == 6)
    try CleanCommand.parse([project.path, "--dry-run"]).run()
    #expect(throws: CommandError.self) { try CleanCommand.parse([project.path]).run() }
    let lock = try LoopLock(path: project.place.loopLock)
    #expect(throws: CommandError.self) { try CleanCommand.parse([project.path, "--yes"]).run() }
    #expect(try found() == before)
    _ = consume lock
  }

  /// A project with what earlier versions and killed commands left.
  private func littered() throws -> (LabeledProject, TemporaryFolder) {
    let project = try LabeledProject()
    let folder = project.folder
    let files = FileManager.default
    try files.createDirectory(
      atPath: project.place.round(0), withIntermediateDirectories: false)
    try folder.write("news/rounds/0/labels", "old")
    try folder.write("news/.settings.json.12345678.tmp", "half")
    try files.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -7_200)],
      ofItemAtPath: folder.path("news/.settings.json.12345678.tmp"))
    // One that an export may be writing now.
    try folder.write("news/output/.final_output.manifest.12345678.tmp", "half")
    try folder.write("news/winnow.log.1", "log")
    try folder.write("news/project.sqlite.version-1", "old")
    try folder.write("news/project.sqlite.version-2", "old")
    try folder.write("news/project.sqlite-wal.moved-1", "old")
    try files.createDirectory(
      atPath: folder.path("other.making-4194999-12345678"), withIntermediateDirectories: false)
    return (project, folder)
  }
}
