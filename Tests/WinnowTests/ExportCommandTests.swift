import ArgumentParser
import Dataset
import Foundation
import SQLiteDriver
import Store
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

  @Test("A job whose auto-labels are still being checked has no final manifest")
  func unchecked() throws {
    let project = try SmallProject()
    let database = try SQLiteDatabase(path: "\(project.path)/project.sqlite")
    try database.write { _ = try $0.execute("UPDATE project SET auto = total", with: []) }
    try database.close()
    let error = #expect(throws: CommandError.self) { try ExportCommand.parse([project.path]).run() }
    #expect("\(try #require(error))".contains("until its check of the auto-labels has passed"))
  }

  @Test("An unfinished job is exported only with --partial, or the part that is asked for")
  func unfinished() throws {
    let project = try SmallProject()
    func export(_ options: String...) throws {
      try ExportCommand.parse([project.path] + options).run()
    }
    #expect(throws: CommandError.self) { try export() }
    #expect(!FileManager.default.fileExists(atPath: "\(project.path)/output/final_output.manifest"))
    try export("--format", "csv", "--only", "unlabeled")
    let rows = try project.folder.read("news/output/labels-unlabeled.csv")
    #expect(rows.components(separatedBy: "\r\n")[1].hasPrefix("one,,unlabeled"))
    try export("--partial", "--annotations")
    #expect(try project.folder.read("news/output/intermediate/annotations.jsonl").isEmpty)
    #expect(try project.folder.read("news/output/intermediate/input.manifest").contains("two"))
  }
}
