import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import TestSupport
import Testing

/// A project whose files were changed by other hands is refused in words, never read wrong.
@Suite struct DamagedProjectTests {
  private let folder: TemporaryFolder
  private let place: ProjectFolder

  init() throws {
    folder = try TemporaryFolder()
    place = ProjectFolder(path: folder.path("p"))
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    let input = try folder.write("in.manifest", "{\"source\": \"one\"}\n{\"source\": \"two\"}\n")
    let creation = ProjectCreation(.init(jobPath: job, manifestPath: input)) {
      try ProjectStore.create(path: $0, setup: $1, now: Date())
    }
    _ = try creation.create(at: place.path, from: creation.check())
  }

  private func message(_ body: () throws -> Void) -> String {
    do {
      try body()
      return ""
    } catch {
      return "\(error)"
    }
  }

  @Test(
    "An input that was changed is refused",
    arguments: [
      "{\"source\": \"one\"}\n", "{\"source\": \"one\"}\n{\"source\": \"tow\"}\n",
      "{\"source\": \"one\"}\n{\"source\": \"two\"}\n{\"source\": \"three\"}\n",
    ])
  func input(changed: String) throws {
    try folder.write("p/input.manifest", changed)
    let project = try Project.open(path: place.path)
    #expect(
      message { _ = try project.manifest() }.contains("was changed since the project was made"))
  }

  @Test("A damaged seal of the input is named; a project of an earlier version has none")
  func seal() throws {
    try folder.write("p/input.seal", "garbage")
    let project = try Project.open(path: place.path)
    #expect(message { _ = try project.manifest() }.contains("input.seal"))
    try FileManager.default.removeItem(atPath: place.inputSeal)
    #expect(try project.manifest().count == 2)
  }

  @Test(
    "Auto-labels that do not fit the job are not exported",
    arguments: [
      AutoLabels(labels: [0, 99], since: [1, 1], confidence: [1, 1]),
      AutoLabels(labels: [0, 1, 1], since: [1, 1, 1], confidence: [1, 1, 1]),
      AutoLabels(labels: [0, -2], since: [1, 1], confidence: [1, 1]),
      AutoLabels(labels: [0, 1], since: [1, 1], confidence: [.nan, 1]),
    ])
  func autoLabels(_ labels: AutoLabels) throws {
    #expect(!labels.fit(items: 2, labels: 4))
    let project = try Project.open(path: place.path)
    let archive = FolderArchive(folder: place)
    try archive.save(labels, round: 1)
    let store = try ProjectStore(path: place.database, assets: MemoryItems(count: 2))
    try store.publish(.round(1), now: Date())
    let exporter = Exporter(
      project: project, manifest: try project.manifest(), store: store, archive: archive)
    #expect(message { try exporter.write(to: folder.path("out")) }.contains("do not fit"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
  }
}

extension RoundPublication {
  fileprivate static func round(_ number: Int) -> RoundPublication {
    RoundPublication(
      report: RoundReport(
        number: number, publishedAt: Date(), trainedOn: 0, autoLabeled: 0, humanLabeled: 0,
        selected: 0),
      watermark: 0, autoByLabel: [0, 0, 0, 0], tasks: [], labelsForNextRound: 8)
  }
}
