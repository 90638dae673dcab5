import ArgumentParser
import Dataset
import Foundation
import TestSupport
import Testing

@testable import winnow

@Suite struct ExportCommandTests {
  @Test("export writes a finished manifest without its model unless asked")
  func options() throws {
    let plain = try ExportCommand.parse(["news"])
    #expect(plain.project == "news" && !plain.partial && !plain.model && plain.output == nil)
    let full = try ExportCommand.parse(["news", "--partial", "--model", "--output", "x.manifest"])
    #expect(full.partial && full.model && full.output == "x.manifest")
    let part = try ExportCommand.parse(["news", "--format", "csv", "--only", "failed"])
    #expect(part.format == .csv && part.only == [.rejected])
    #expect(throws: (any Error).self) {
      _ = try ExportCommand.parse(["news", "--output", "-", "--annotations"])
    }
  }

  @Test("An unfinished job is exported only with --partial, or the part that is asked for")
  func unfinished() throws {
    let project = try SmallProject()
    func export(_ options: String...) throws {
      try ExportCommand.parse([project.path] + options).run()
    }
    #expect(throws: CommandError.self) { try export() }
    try export("--format", "csv", "--only", "unlabeled")
    let rows = try project.folder.read("news/output/labels-unlabeled.csv")
    #expect(rows.components(separatedBy: "\r\n")[1].hasPrefix("one,,unlabeled"))
    try export("--partial", "--annotations")
    #expect(try project.folder.read("news/output/intermediate/annotations.jsonl").isEmpty)
    #expect(try project.folder.read("news/output/intermediate/input.manifest").contains("two"))
  }
}
