import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

/// A project of real headlines to which more are added.
struct GrowingProject {
  static let count = 200
  static let added = 60
  let folder: TemporaryFolder
  let place: ProjectFolder
  let headlines: SampleHeadlines
  var path: String { place.path }

  init() throws {
    folder = try TemporaryFolder()
    place = ProjectFolder(path: folder.path("news"))
    headlines = try SampleHeadlines(count: Self.count + Self.added)
    let input = try folder.write("news.manifest", lines(0..<Self.count).joined(separator: "\n"))
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    try InitCommand.parse([path, "--job", job, "--input", input]).run()
  }

  func lines(_ rows: Range<Int>) -> [String] {
    rows.map { row in
      let text = (try? JSONEncoder().encode(headlines.texts[row])).map {
        String(decoding: $0, as: UTF8.self)
      }
      return "{\"id\": \"n\(row)\", \"source\": \(text ?? "\"\"")}"
    }
  }

  /// Writes a manifest of further lines, three of them of the project already.
  func more(_ rows: Range<Int> = count..<count + added) throws -> String {
    try folder.write(
      "more.manifest", (lines(0..<3) + lines(rows)).joined(separator: "\n") + "\n")
  }

  func opened() throws -> OpenProject { try OpenProject(path, for: .writing) }

  /// Lets the loop do what is due.
  func advance() throws {
    try LoopProcess(opened(), quiet: true).run(until: .nothingIsDue, killAt: nil)
  }

  func answer(_ count: Int) throws -> [Item.ID] {
    let store = try opened().store
    let session = try store.openSession(worker: "ana", process: Identity.process, now: Date())
    defer { try? store.closeSession(session, now: Date()) }
    var asked: [Item.ID] = []
    while asked.count < count, let task = try store.lease(upTo: 1, for: session, now: Date()).first
    {
      asked.append(task.item.id)
      _ = try store.annotate(
        Annotation(
          item: task.item.id, label: headlines.labels[task.item.id], acceptedAt: Date(),
          secondsSpent: 1), by: session, now: Date())
    }
    return asked
  }

  var input: String { get throws { try String(contentsOfFile: place.input, encoding: .utf8) } }
}

@Suite struct AddCommandTests {
  @Test("Added items are in the input, asked first, and in the next round's predictions")
  func whole() throws {
    let project = try GrowingProject()
    try project.advance()
    _ = try project.answer(60)
    try project.advance()
    let before = try project.opened().store.situation(now: Date()).currentRound
    #expect(before > 0)
    try AddCommand.parse([project.path, try project.more()]).run()
    let store = try project.opened().store
    let total = GrowingProject.count + GrowingProject.added
    #expect(try store.counts(now: Date()).total == total)
    #expect(
      try project.input.split(separator: "\n").map(String.init) == project.lines(0..<total))
    let tasks = try project.answer(20)
    #expect(tasks.count == 20 && tasks.allSatisfy { $0 >= GrowingProject.count })
    try project.advance()
    #expect(try store.situation(now: Date()).currentRound == before + 1)
    let archive = FolderArchive(folder: project.place)
    #expect(try archive.autoLabels(round: before + 1)?.labels.count == total)
    #expect(
      archive.prediction(of: total - 1, round: before + 1, champion: .model)?.probabilities?.count
        == 4)
    let output = project.folder.path("out.manifest")
    try ExportCommand.parse([project.path, "--partial", "--output", output]).run()
    #expect(
      try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n").count == total)
    try VerifyCommand.parse([project.path, output]).run()
  }

  @Test("A round that finds more items pairs the answers to them, and goes on auto-labeling")
  func finish() throws {
    let project = try GrowingProject()
    try project.advance()
    _ = try project.answer(60)
    try project.advance()
    try AddCommand.parse([project.path, try project.more()]).run()
    for _ in 0..<60 {
      let store = try project.opened().store
      if try store.report(now: Date()).status.isOver { break }
      _ = try project.answer(30)
      try project.advance()
    }
    let report = try project.opened().store.report(now: Date())
    #expect(report.status == .completed)
    #expect(report.counts.human + report.counts.auto == GrowingProject.count + GrowingProject.added)
  }

  @Test("What a killed addition left is finished once, or begun anew")
  func cutOff() throws {
    let project = try GrowingProject()
    // Killed while the bytes were written: they lie behind the seal.
    let file = try #require(FileHandle(forWritingAtPath: project.place.input))
    try file.seekToEnd()
    try file.write(contentsOf: Data("\n{\"id\": \"n200\", \"sou".utf8))
    #expect(throws: ProjectError.inputChanged(project.place.input)) {
      _ = try project.opened().project.manifest()
    }
    try project.lines(GrowingProject.count..<260).joined(separator: "\n")
      .write(toFile: project.place.addition(1), atomically: true, encoding: .utf8)
    #expect(try project.opened().project.manifest().count == GrowingProject.count)
    let before = try Data(contentsOf: URL(filePath: project.place.database))
    try project.advance()
    let input = try project.input
    #expect(try project.opened().store.counts(now: Date()).total == 260)
    // Killed between the seal and the database: the lines wait still.
    try before.write(to: URL(filePath: project.place.database))
    for end in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: project.place.database + end)
    }
    try project.lines(GrowingProject.count..<260).joined(separator: "\n")
      .write(toFile: project.place.addition(1), atomically: true, encoding: .utf8)
    #expect(try project.opened().store.counts(now: Date()).total == GrowingProject.count)
    try project.advance()
    #expect(try project.opened().store.counts(now: Date()).total == 260)
    #expect(try project.input == input)
    #expect(!FileManager.default.fileExists(atPath: project.place.addition(1)))
  }

  @Test("Lines that a killed addition left waiting are not added twice by the next one")
  func again() throws {
    let project = try GrowingProject()
    try project.lines(200..<260).joined(separator: "\n")
      .write(toFile: project.place.addition(1), atomically: true, encoding: .utf8)
    try AddCommand.parse([project.path, try project.more()]).run()
    #expect(try project.opened().store.counts(now: Date()).total == 260)
  }

  @Test("Several commands that add lines at once add each line once")
  func atOnce() async throws {
    let project = try GrowingProject()
    let files = try (0..<3).map { number in
      try project.folder.write(
        "more-\(number).manifest",
        project.lines(200 + number * 20..<220 + number * 20).joined(separator: "\n"))
    }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for file in files + files.prefix(1) {
        group.addTask { try AddCommand.parse([project.path, file]).run() }
      }
      try await group.waitForAll()
    }
    #expect(try project.opened().store.counts(now: Date()).total == 260)
    #expect(try Set(project.input.split(separator: "\n")).count == 260)
  }

  @Test("A backup that is made while lines are added can be restored")
  func backup() throws {
    let project = try GrowingProject()
    let file = try #require(FileHandle(forWritingAtPath: project.place.input))
    try file.seekToEnd()
    try file.write(contentsOf: Data("\n{\"id\": \"n200\", \"sou".utf8))
    try project.lines(200..<260).joined(separator: "\n")
      .write(toFile: project.place.addition(1), atomically: true, encoding: .utf8)
    let (copy, again) = (project.folder.path("copy.tar"), project.folder.path("again"))
    try BackupCommand.parse([project.path, copy]).run()
    try RestoreCommand.parse([copy, again]).run()
    #expect(try OpenProject(again, for: .reading).project.manifest().count == GrowingProject.count)
  }

  @Test("Lines of the project, and lines that come twice, are left out")
  func twice() throws {
    let project = try GrowingProject()
    let more = try project.more(200..<210)
    try AddCommand.parse([project.path, more]).run()
    try AddCommand.parse([project.path, more]).run()
    #expect(try project.opened().store.counts(now: Date()).total == 210)
  }

  @Test("A faulty line is named, and nothing is added")
  func faults() throws {
    let project = try GrowingProject()
    let more = try project.folder.write("more.manifest", "{\"source\": \"fine\"}\n{\"sauce\": 1}\n")
    #expect {
      try AddCommand.parse([project.path, more]).run()
    } throws: {
      "\($0)".contains("more.manifest:2")
    }
    #expect(try project.opened().store.counts(now: Date()).total == GrowingProject.count)
  }

  @Test("Labels of added lines count as those of the input")
  func labels() throws {
    let project = try GrowingProject()
    let metadata = "\"class-name\": \"Business\", \"human-annotated\": \"yes\""
    let more = try project.folder.write(
      "more.manifest",
      "{\"source\": \"A new one\", \"category\": 0, \"category-metadata\": {\(metadata)}}\n")
    try AddCommand.parse([project.path, more]).run()
    let counts = try project.opened().store.counts(now: Date())
    #expect(counts.human == 1 && counts.humanByLabel[0] == 1 && counts.total == 201)
  }
}
