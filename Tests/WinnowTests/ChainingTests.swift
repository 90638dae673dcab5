import ArgumentParser
import Dataset
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite("An output starts the next project")
struct ChainingTests {
  private let first: LabeledProject
  private let output: String
  private let path: String
  private let job = SampleHeadlines.folder("templates").appending(path: "news-headlines/job.json")
    .path

  init() throws {
    first = try LabeledProject()
    output = first.folder.path("first.manifest")
    path = first.folder.path("second")
    try ExportCommand.parse([first.path, "--partial", "--output", output]).run()
  }

  private func start(_ options: String...) throws -> Counts {
    try InitCommand.parse([path, "--job", job, "--input", output] + options).run()
    return try OpenProject(path, for: .reading).store.counts(now: Date())
  }

  private func exported() throws -> [String] {
    let again = first.folder.path("second.manifest")
    try ExportCommand.parse([path, "--partial", "--output", again]).run()
    return try String(contentsOfFile: again, encoding: .utf8).split(separator: "\n").map(
      String.init)
  }

  @Test("People's labels are known, auto-labels are kept as they came")
  func keep() throws {
    let before = try first.store().counts(now: Date())
    let counts = try start()
    #expect(counts.human == before.human && counts.auto == before.auto && counts.auto > 0)
    let lines = try String(contentsOfFile: output, encoding: .utf8).split(separator: "\n")
    #expect(try exported() == lines.map(String.init))
  }

  @Test("If the lead says so, items with an auto-label have none and are asked")
  func ask() throws {
    let before = try first.store().counts(now: Date())
    let counts = try start("--auto-labels", "ask")
    #expect(counts.human == before.human && counts.auto == 0)
    #expect(counts.unlabeled == before.unlabeled + before.auto)
    let lines = try exported()
    #expect(lines.count == LabeledProject.count)
    #expect(!lines.contains { $0.contains("\"human-annotated\": \"no\"") })
    #expect(lines.count { $0.contains("category") } == before.human)
    #expect(lines.allSatisfy { $0.contains("\"source\": ") && $0.hasSuffix("}") })
  }

  @Test("Without auto-labels in the input nothing is rewritten")
  func none() throws {
    let input = try first.folder.write(
      "plain.manifest", "{\"source\":  \"a\" }\r\n{\"source\": \"b\"}")
    try InitCommand.parse([path, "--job", job, "--input", input, "--auto-labels", "ask"]).run()
    #expect(
      try Data(contentsOf: URL(filePath: ProjectFolder(path: path).input))
        == Data(contentsOf: URL(filePath: input)))
  }
}
