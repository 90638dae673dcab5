import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite("winnow labels")
struct LabelsCommandTests {
  private func labels(_ project: LabeledProject, _ arguments: String...) throws {
    var command = try LabelsCommand.parseAsRoot(
      [arguments[0], project.path] + arguments.dropFirst())
    try command.run()
  }

  private func exported(_ project: LabeledProject) throws -> [String] {
    let path = project.folder.path("out-\(UUID().uuidString).manifest")
    try ExportCommand.parse([project.path, "--partial", "--output", path]).run()
    try VerifyCommand.parse([project.path, path]).run()
    return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
  }

  @Test("All four changes in a row: every export is verified and has the names of now")
  func all() throws {
    let project = try LabeledProject()
    let before = try exported(project)
    try labels(project, "rename", "Business", "Economy")
    try labels(project, "add", "Sport", "--key", "s")
    try labels(project, "merge", "Health & Medicine", "Science and Technology", "--yes")
    try labels(project, "split", "Entertainment", "Film", "Music", "--keys", "fa", "--yes")
    let now = try exported(project)
    #expect(now.count == before.count)
    for name in ["Business", "Health & Medicine", "Entertainment"] {
      #expect(!now.contains { $0.contains("\"class-name\": \"\(name)\"") })
    }
    #expect(
      now.count { $0.contains("\"Economy\"") } == before.count { $0.contains("\"Business\"") })
    try RunCommand.parse([project.path, "--once"]).run()
    #expect(try OpenProject(project.path, for: .reading).store.alarms().isEmpty)
    let set = try Project.open(path: project.path).labels
    #expect(
      set.used.map { set[$0].name }
        == ["Economy", "Science and Technology", "Sport", "Film", "Music"])
    #expect(try Project.open(path: project.path).labelChanges().count == 4)
    #expect(try OpenProject(project.path, for: .reading).store.labels().meanings == set.meanings)
  }

  @Test("As JSON, a change has the names that went and those that came")
  func json() throws {
    let project = try LabeledProject()
    try labels(project, "rename", "Business", "Economy")
    try labels(project, "add", "Sport", "--key", "s")
    try labels(project, "merge", "Sport", "Economy", "--yes")
    try labels(project, "split", "Entertainment", "Film", "Music", "--yes")
    let opened = try OpenProject(project.path, for: .reading)
    let lines = LabelLines(
      labels: opened.project.labels, counts: try opened.store.counts(now: Date()),
      changes: try opened.project.labelChanges())
    let content = try JSONSerialization.jsonObject(with: Data(try lines.json().utf8))
    let changes = try #require((content as? [String: Any])?["changes"] as? [[String: Any]])
    #expect(changes.compactMap { $0["kind"] as? String } == ["rename", "add", "merge", "split"])
    #expect(
      changes.compactMap { $0["from"] as? [String] }
        == [["Business"], [], ["Sport"], ["Entertainment"]])
    #expect(
      changes.compactMap { $0["to"] as? [String] }
        == [["Economy"], ["Sport"], ["Economy"], ["Film", "Music"]])
  }

  @Test("A manifest of before is valid, and said to be of an earlier state")
  func earlierManifest() throws {
    let project = try LabeledProject()
    let path = project.folder.path("old.manifest")
    try ExportCommand.parse([project.path, "--partial", "--output", path]).run()
    try labels(project, "rename", "Business", "Economy")
    let error = #expect(throws: CommandError.self) {
      try VerifyCommand.parse([project.path, path]).run()
    }
    #expect("\(try #require(error))".contains("valid, but not the project's current state"))
  }

  @Test("What cannot be undone is asked; without a terminal nothing is changed")
  func asks() throws {
    let project = try LabeledProject()
    let error = #expect(throws: CommandError.self) {
      try labels(project, "merge", "Business", "Entertainment")
    }
    #expect("\(try #require(error))".hasPrefix("nothing was changed"))
    #expect(try Project.open(path: project.path).labelChanges().isEmpty)
  }

  @Test("A change that cannot be made says why")
  func refused() throws {
    let project = try LabeledProject()
    let error = #expect(throws: CommandError.self) {
      try labels(project, "rename", "Bussiness", "Economy")
    }
    #expect(
      "\(try #require(error))".contains("the job has no label “Bussiness”; it has “Business”"))
  }

  @Test(
    "The loop brings the database to the lead's labels: after a kill, or if somebody changed them")
  func restored() throws {
    let project = try LabeledProject()
    let opened = try OpenProject(project.path, for: .writing)
    let changed = try opened.project.keep(
      LabelChange(.rename("Business", to: "Economy"), by: "eva", at: Date()))
    #expect(try opened.store.labels()[0].name == "Business")
    try RunCommand.parse([project.path, "--once"]).run()
    #expect(try opened.store.labels()[0].name == changed.labels[0].name)
  }
}
