import ArgumentParser
import Dataset
import Foundation
import SQLiteDriver
import Store
import TerminalUI
import TestSupport
import Testing

@testable import winnow

@Suite("doctor")
struct DoctorTests {
  private func problems(_ lines: [Diagnosis]) -> [String] {
    lines.filter { $0.state == .problem }.map(\.text)
  }

  @Test("Machines: little space, little memory, and no Docker where the job needs it")
  func machine() {
    let poor = MachineCheck(
      spaces: [.init(folder: "/a", free: 1 << 20), .init(folder: "/b", free: 1 << 40)],
      memory: 1 << 20, docker: (isNeeded: true, isThere: false))
    #expect(problems(poor.lines).count == 3)
    let good = MachineCheck(
      spaces: [.init(folder: "/a", free: 1 << 40)], memory: 1 << 32,
      docker: (isNeeded: false, isThere: false))
    #expect(problems(good.lines).isEmpty)
    #expect(MachineCheck.available("MemTotal: 9 kB\nMemAvailable:   2048 kB\n") == 2 << 20)
  }

  @Test("Terminals: unknown, small, not UTF-8; none is no problem")
  func terminal() {
    let poor = TerminalCheck(
      name: "nonsense", isTerminal: true, isKnown: false, colors: 0,
      size: Size(rows: 5, columns: 20), isUTF8: false)
    #expect(problems(poor.lines).count == 3)
    let good = TerminalCheck(
      name: "xterm", isTerminal: true, isKnown: true, colors: 8, size: Size(rows: 24, columns: 80),
      isUTF8: true)
    #expect(problems(good.lines).isEmpty)
    let none = TerminalCheck(
      name: nil, isTerminal: false, isKnown: false, colors: 0, size: nil, isUTF8: true)
    #expect(problems(none.lines).isEmpty && none.lines.count == 1)
  }

  @Test("A sound project has no problem; what is wrong with another has a line and a way out")
  func project() throws {
    let project = try SmallProject()
    let place = ProjectFolder(path: project.path)
    func lines() throws -> [Diagnosis] {
      let opened = try OpenProject(project.path, for: .reading)
      return FolderCheck(folder: place).lines + ProjectCheck(opened: opened, now: Date()).lines
    }
    #expect(try problems(lines()).isEmpty)
    try project.folder.write("news/.input.manifest.12345678.tmp", "half")
    try project.folder.write("news/graph", "garbage")
    try FileManager.default.createDirectory(
      atPath: place.scores, withIntermediateDirectories: false)
    try project.folder.write("news/rounds/scores/1", "garbage")
    try project.folder.write("news/input.manifest", "{\"source\": \"one\"}\n{\"source\": \"2\"}\n")
    let database = try SQLiteDatabase(path: place.database)
    try database.write { try $0.run(script: "UPDATE project SET human = 1") }
    try database.close()
    let all = try lines().filter { $0.state == .problem }
    for words in ["unfinished", "graph", "scores/1", "was changed since", "labeled by people"] {
      #expect(all.contains { $0.text.contains(words) && $0.remedy != nil }, "\(words)")
    }
  }

  @Test("A damaged database: how to recover it")
  func damaged() throws {
    let project = try SmallProject()
    try project.folder.write("news/project.sqlite", String(repeating: "garbage ", count: 2000))
    let error = #expect(throws: ExitCode.self) {
      try DoctorCommand.parse([project.path, "--json"]).run()
    }
    #expect(error == ExitCode(1))
    let line = ProjectCheck.damaged("x", ProjectFolder(path: project.path))
    #expect(line.remedy?.contains(".dump | sed 's/^ROLLBACK;.*/COMMIT;/' | sqlite3") == true)
  }

  @Test("Auto-labels that are lost are named, with the command that decides them again")
  func lostAutoLabels() throws {
    let project = try LabeledProject()
    try RunCommand.parse([project.path, "--once"]).run()
    let opened = try OpenProject(project.path, for: .reading)
    let lines = { ProjectCheck(opened: opened, now: Date()).lines }
    #expect(lines().allSatisfy { $0.state != .problem })
    let round = try #require(try opened.store.currentRound()?.number)
    try FileManager.default.removeItem(atPath: project.place.round(round, .autoLabels))
    let problem = try #require(lines().first { $0.state == .problem })
    #expect(problem.text.contains("auto-labels of round \(round) are lost"))
    #expect(problem.remedy?.contains("--once") == true)
  }
}
