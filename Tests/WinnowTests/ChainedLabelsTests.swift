import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite("An output whose labels were changed starts the next project")
struct ChainedLabelsTests {
  private let first: LabeledProject
  private let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json")
    .path

  init() throws {
    first = try LabeledProject()
    try LabelsRenameCommand.parse([first.path, "Business", "Economy"]).run()
    try LabelsMergeCommand.parse([first.path, "Entertainment", "Economy", "--yes"]).run()
    try LabelsSplitCommand.parse(
      [first.path, "Health & Medicine", "Health", "Medicine", "--yes"]
    ).run()
  }

  private func start(_ output: String, _ options: String...) throws -> Project {
    let path = first.folder.path("second")
    try InitCommand.parse([path, "--job", job, "--input", output] + options).run()
    return try Project.open(path: path)
  }

  @Test("The refusal names the file of labels that the export wrote; with it the output is read")
  func renamed() throws {
    let output = first.folder.path("first.manifest")
    try ExportCommand.parse([first.path, "--partial", "--output", output]).run()
    let own = first.folder.path("first.label-categories.json")
    let error = #expect(throws: CommandError.self) { _ = try start(output) }
    #expect("\(try #require(error))".contains("--label-categories \(own)"))
    let second = try start(output, "--label-categories", own)
    #expect(second.labels.meanings == [0, 0, -1, 3, 4, 5])
    #expect(
      second.labels.used.map { second.labels[$0].name }
        == ["Economy", "Science and Technology", "Health", "Medicine"])
    let store = try OpenProject(second.folder.path, for: .reading).store
    #expect(try store.labels().meanings == second.labels.meanings)
    #expect(try store.counts(now: Date()).human == first.store().counts(now: Date()).human)
    #expect(Set(second.labels.used.compactMap { second.labels[$0].key }).count == 4)
  }

  @Test("An output in the project's folder has it, too; one of unchanged labels has none")
  func place() throws {
    try ExportCommand.parse([first.path, "--partial"]).run()
    let own = LabelCategoryFile.path(beside: first.place.partialOutput)
    #expect(try LabelCategoryFile.read(path: own).used.count == 4)
    _ = try start(first.place.partialOutput, "--label-categories", own)
    let other = try LabeledProject()
    try ExportCommand.parse([other.path, "--partial"]).run()
    #expect(
      !FileManager.default.fileExists(
        atPath: LabelCategoryFile.path(beside: other.place.partialOutput)))
  }

  @Test("A label that was merged into one that is not in use is refused")
  func refused() throws {
    let file = try first.folder.write(
      "labels.json",
      """
      {"labels": [{"label": "A"}, {"label": "B"}, {"label": "C", "merged-into": "D"}]}
      """)
    #expect(throws: FileFaults.self) { _ = try LabelCategoryFile.read(path: file) }
  }
}
