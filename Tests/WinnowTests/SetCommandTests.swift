import ArgumentParser
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct SetCommandTests {
  @Test("set takes a guide in the form of a template, and none for the template's own")
  func guide() throws {
    let project = try SmallProject()
    let guide = try project.folder.write("guide.md", "# Which section?\n\n- one of four\n")
    try set(project.path, "--guide", guide)
    let blocks = try settings(project.path).guide?.fullInstructions
    #expect(blocks?.map(\.text) == ["Which section?", "one of four"])
    try set(project.path, "--target", "0.9")
    #expect(try settings(project.path).guide != nil)
    try set(project.path, "--guide", "none")
    #expect(try settings(project.path).guide == nil)
  }

  @Test("A guide's keys are shown beside the text as the template's are")
  func contextKeys() throws {
    let project = try SmallProject()
    let guide = try project.folder.write("guide.html", "<p>{{ task.input.place }}</p><p>Look.</p>")
    try set(project.path, "--guide", guide)
    #expect(try Project.open(path: project.path).contextKeys == ["place"])
  }

  @Test("set takes the number of workers an item")
  func workers() throws {
    let project = try SmallProject()
    try set(project.path, "--workers", "3")
    #expect(try settings(project.path).workersPerItem == 3)
    #expect(try OpenProject(project.path, for: .reading).store.settings().workersPerItem == 3)
  }

  @Test("A share of gold that the known items cannot give is said")
  func goldNote() throws {
    #expect(SettingsEditor.goldNote(known: 0, share: 0.2).contains("no item's label is known"))
    #expect(
      SettingsEditor.goldNote(known: 1, share: 0.2).contains("1 item of known label, each asked"))
    #expect(SettingsEditor.goldNote(known: 300, share: 0.2).contains("about 1,500 tasks of each"))
    let project = try SmallProject()
    #expect(try OpenProject(project.path, for: .reading).store.goldCount() == 0)
  }

  @Test("set takes a share of gold, and none")
  func gold() throws {
    let project = try SmallProject()
    try set(project.path, "--gold-share", "0.05")
    #expect(try OpenProject(project.path, for: .reading).store.settings().goldShare == 0.05)
    try set(project.path, "--gold-share", "none")
    #expect(try settings(project.path).goldShare == nil)
    #expect(throws: (any Error).self) {
      _ = try SetCommand.parse(["news", "--gold-share", "0.6"])
    }
  }

  @Test("Workers an item outside of 1–9 are refused", arguments: ["0", "10"])
  func outside(count: String) {
    #expect(throws: (any Error).self) {
      _ = try SetCommand.parse(["news", "--workers", count])
    }
  }

  @Test("A guide that is not there changes nothing")
  func noGuide() throws {
    let project = try SmallProject()
    #expect(throws: (any Error).self) {
      try set(project.path, "--workers", "2", "--guide", project.folder.path("none.md"))
    }
    #expect(try settings(project.path).workersPerItem == 1)
  }

  private func set(_ project: String, _ options: String...) throws {
    try SetCommand.parse([project] + options).run()
  }

  private func settings(_ path: String) throws -> LeadSettings {
    try Project.open(path: path).leadSettings()
  }
}
