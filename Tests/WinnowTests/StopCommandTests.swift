import Dataset
import Engine
import ArgumentParser
import Domain
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite struct StopCommandTests {
  @Test("stop ends the job with a partial manifest, resume lets it go on")
  func stopAndResume() throws {
    let project = try LabeledProject()
    try StopCommand.parse([project.path]).run()
    let store = try project.store()
    #expect(try store.report(now: Date()).status == .stopped)
    let partial = try String(contentsOfFile: project.place.partialOutput, encoding: .utf8)
    #expect(partial.split(separator: "\n").count == LabeledProject.count)
    try ResumeCommand.parse([project.path]).run()
    #expect(try store.report(now: Date()).status == .inProgress)
    #expect(try OpenProject(project.path, for: .reading).project.leadSettings().isStopped == nil)
  }

  @Test("stop waits for what labelers hold")
  func held() throws {
    let project = try LabeledProject()
    let store = try project.store()
    let session = try store.openSession(
      worker: "ana", process: Identity.process, now: Date())
    try store.enqueue(
      [QueuedTask(item: 15, kind: .choice)], labelsForNextRound: 100, now: Date())
    #expect(try store.lease(upTo: 1, for: session, now: Date()).count == 1)
    try StopCommand.parse([project.path]).run()
    let status = try store.report(now: Date()).status
    #expect(status == .stopping, "\(status)")
    #expect(try store.lease(upTo: 5, for: session, now: Date()).count == 1)
  }
}
