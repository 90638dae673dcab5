import ArgumentParser
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

@testable import winnow

@Suite("run with an open alarm")
struct HeldRunTests {
  @Test("run --until-done ends with 3 and says what contradicts, until the lead has looked")
  func held() throws {
    let project = try SmallProject()
    let store = try OpenProject(project.path, for: .writing).store
    var publication = RoundPublication(
      report: RoundReport(
        number: 1, publishedAt: Date(), trainedOn: 0, autoLabeled: 0, humanLabeled: 0,
        selected: 0), watermark: 0, autoByLabel: [0, 0, 0, 0], tasks: [],
      labelsForNextRound: 1_000)
    publication.alarms = [
      Alarm(.audits, contradicting: 19, of: 143, expected: 0.05, round: 1)
    ]
    try store.publish(publication, now: Date())
    let opened = try OpenProject(project.path, for: .writing)
    let loop = LoopProcess(opened, quiet: true)
    #expect {
      try loop.run(until: .theJobIsOver, killAt: nil)
    } throws: { error in
      let error = error as? CommandError
      return error?.exitCode == 3
        && error?.description.contains("19 of 143 audited auto-labels") == true
    }
    // Once the lead has looked, the loop does what is due.
    _ = try store.acknowledge(alarm: 1, by: "lead", because: "looked", now: Date())
    try loop.run(until: .nothingIsDue, killAt: nil)
  }
}
