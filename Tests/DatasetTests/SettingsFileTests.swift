import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@Suite struct SettingsFileTests {
  @Test("Settings are the same after they were written and read")
  func roundTrip() throws {
    let folder = try TemporaryFolder()
    let file = SettingsFile(path: folder.path("settings.json"))
    #expect(try file.read() == nil)
    var settings = LeadSettings()
    settings.target = 0.97
    settings.maxHumanLabels = 12
    settings.guide = Guide(
      header: "Which one?", shortInstructions: [.init(kind: .bullet, text: "a")])
    try file.write(settings, permissions: 0o600)
    #expect(try file.read() == settings)
  }

  @Test("A settings file that the group can write is refused")
  func groupWritable() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("settings.json")
    let file = SettingsFile(path: path)
    try file.write(LeadSettings(), permissions: 0o660)
    expectRefusal(.notTheLeads(.settings)) { try file.read() }
  }

  @Test("A link in place of the settings file is refused")
  func link() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("settings.json")
    try SettingsFile(path: folder.path("other.json")).write(LeadSettings(), permissions: 0o600)
    try FileManager.default.createSymbolicLink(
      atPath: path, withDestinationPath: folder.path("other.json"))
    expectRefusal(.notTheLeads(.settings)) {
      try SettingsFile(path: path).read()
    }
  }

  @Test("An unreadable settings file is refused")
  func unreadable() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("settings.json")
    try Data("{\"target\": \"high\"}".utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: path)
    expectRefusal(.unreadable(.settings)) {
      try SettingsFile(path: path).read()
    }
  }

  @Test("A file larger than any settings is refused and not read whole")
  func large() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("settings.json", Array("{}".utf8))
    #expect(truncate(path, 1 << 36) == 0)
    expectRefusal(.unreadable(.settings)) { try SettingsFile(path: path).read() }
  }

  private func expectRefusal(
    _ reason: LeadFileFault, _ read: () throws -> LeadSettings?
  ) {
    let error = #expect(throws: FileFaults.self) { _ = try read() }
    #expect(error?.faults.reasons() == [reason])
  }
}
