import ArgumentParser
import Domain
import ExternalModel
import Foundation
import Logging
import Store
import TestSupport
import Testing
import Workbench

@testable import winnow

@Suite struct NotifierTests {
  private let log = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }

  /// A program that keeps what it is told, line by line.
  private func receiver(_ project: LabeledProject, _ script: String) throws -> NoticeReceiver {
    let program = try project.folder.write("tell", "#!/bin/sh\n\(script)\n")
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: program)
    return try NoticeReceiver(
      "./tell", home: URL(filePath: program).deletingLastPathComponent().path)
  }

  private func kinds(_ project: LabeledProject) throws -> [String] {
    guard let text = try? String(contentsOfFile: project.folder.path("told"), encoding: .utf8)
    else {
      return []
    }
    return try text.split(separator: "\n").map { line in
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      return try #require(object?["kind"] as? String)
    }
  }

  @Test("What needs the lead is told once, and again when it comes back")
  func once() throws {
    let project = try LabeledProject()
    let store = try project.store()
    let notifier = Notifier(
      try receiver(project, "cat >> told"), of: project.path, store: store, log: log,
      now: LabeledProject.start)
    let later = LabeledProject.start + 7_200
    try notifier.look(now: later)
    try notifier.look(now: later)
    notifier.finish(now: later)
    let told = try kinds(project)
    #expect(told == ["nobody-labels"], "\(told)")
    try store.endTasks(because: .lead, now: later)
    try notifier.look(now: later)
    #expect(try store.stop(now: later))
    try notifier.look(now: later)
    notifier.finish(now: later)
    #expect(try kinds(project) == ["nobody-labels", "job-over"])
    _ = try store.resume(by: "lead", now: later)
    try store.enqueue(
      [QueuedTask(item: 15, kind: .choice)], labelsForNextRound: 100, now: later)
    try notifier.look(now: later)
    notifier.finish(now: later)
    #expect(try kinds(project).count == 3)
  }

  @Test("A receiver that fails holds up nothing")
  func failing() throws {
    let project = try LabeledProject()
    let notifier = Notifier(
      try receiver(project, "exit 3"), of: project.path, store: try project.store(), log: log)
    try notifier.look(now: Date())
    notifier.finish()
    #expect(try kinds(project).isEmpty)
  }

  @Test(
    "A receiver that is not there is refused before the loop begins",
    arguments: [
      "./none", "http://", "ftp://example.org/x",
    ])
  func refused(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(throws: (any Error).self) {
      _ = try NoticeReceiver(text, home: folder.path("."))
    }
  }

  @Test("status --check ends with the code of what is most urgent")
  func check() throws {
    let project = try LabeledProject()
    #expect(throws: ExitCode(5)) { try StatusCommand.parse([project.path, "--check"]).run() }
    try StopCommand.parse([project.path]).run()
    try StatusCommand.parse([project.path, "--check"]).run()
  }
}
