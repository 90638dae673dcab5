import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Learning
import Store
import TestSupport
import Testing

@testable import winnow

@Suite("A model of an earlier job starts the next one")
struct StartModelCommandTests {
  private let first: GrowingProject

  init() throws {
    first = try GrowingProject()
    try first.advance()
    _ = try first.answer(60)
    try first.advance()
  }

  private var second: String { first.folder.path("second") }

  private func start(_ model: String, _ options: String...) throws -> Project {
    let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json").path
    try InitCommand.parse(
      [second, "--job", job, "--input", try first.more(), "--start-model", model] + options
    ).run()
    return try Project.open(path: second)
  }

  @Test("A project that exported its model is named, or the file; the next job keeps a copy")
  func whole() throws {
    let error = #expect(throws: ProjectError.self) { _ = try start(first.path) }
    #expect("\(try #require(error))".contains("--partial --model"))
    try ExportCommand.parse([first.path, "--partial", "--model"]).run()
    let project = try start(first.path)
    let model = try #require(try project.startModel())
    #expect(model.classifier.labelCount == 60)
    let contender = try project.contenders(try project.manifest())[0]
    #expect(contender.model.name == "built-in, with the start model")
    try FileManager.default.setAttributes(
      [.posixPermissions: 0o660], ofItemAtPath: project.folder.startModel)
    #expect(throws: FileFaults.self) { _ = try project.startModel() }
  }

  @Test("Other labels are refused by name")
  func otherLabels() throws {
    try LabelsRenameCommand.parse([first.path, "Business", "Economy"]).run()
    let file = first.folder.path("first.manifest")
    try ExportCommand.parse([first.path, "--partial", "--model", "--output", file]).run()
    let error = #expect(throws: ProjectError.self) {
      _ = try start(first.folder.path("model.winnow"))
    }
    #expect(
      "\(try #require(error))".contains(
        "this one does not know “Business” and also gives “Economy”; if labels were changed there, "
          + "--label-categories takes"))
    #expect(!FileManager.default.fileExists(atPath: second))
  }

  @Test("Between a change of labels and the next round, a model is not exported, and that is said")
  func changed() throws {
    try LabelsAddCommand.parse([first.path, "Sport"]).run()
    let error = #expect(throws: ProjectError.self) {
      try ExportCommand.parse([first.path, "--partial", "--model"]).run()
    }
    #expect(
      "\(try #require(error))".contains(
        "the labels were changed since round 1: its model does not know “Sport”; it can be exported"
      ))
    try first.advance()
    try ExportCommand.parse([first.path, "--partial", "--model"]).run()
    try LabelsMergeCommand.parse([first.path, "Sport", "Business", "--yes"]).run()
    let merged = #expect(throws: ProjectError.self) {
      try ExportCommand.parse([first.path, "--partial", "--model"]).run()
    }
    #expect("\(try #require(merged))".contains("its model still gives “Sport”"))
    try first.advance()
    try ExportCommand.parse([first.path, "--partial", "--model"]).run()
    // Without the label that is gone, it is a start for a job that never had it.
    #expect(try start(first.path).startModel()?.labels.count == 4)
  }
}
