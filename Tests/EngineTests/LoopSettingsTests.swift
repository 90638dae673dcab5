import Store
import Dataset
import Domain
import Engine
import Foundation
import Testing

@Suite struct LoopSettingsTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  @Test("A round decides by the target that holds when it begins")
  func target() throws {
    let job = try SampleJob(start: 120)
    var loop = job.loop()
    var lead = try job.store.settings()
    loop.leadSettings = { lead }
    _ = try loop.advance()
    try job.answerBatch()
    lead.target = 0.999
    try job.store.setSettings(by: "lead", now: now) { lead }
    #expect(try loop.advance() == .runRound(1))
    let strict = try job.report
    #expect(strict.quality.target == 0.999)
    lead.target = 0.6
    try job.store.setSettings(by: "lead", now: now) { lead }
    #expect(try loop.advance() == .runRound(2))
    #expect(try job.report.counts.auto > strict.counts.auto)
  }

  @Test("What a member wrote into the database is put back before the next round decides")
  func restored() throws {
    let job = try SampleJob()
    var loop = job.loop()
    let lead = try job.store.settings()
    loop.leadSettings = { lead }
    var other = lead
    other.target = 0.5
    try job.store.setSettings(by: "mallory", now: now) { other }
    _ = try loop.advance()
    #expect(try job.store.settings() == lead)
    #expect(
      try job.store.events().contains {
        $0.event == .settingsRestored([SettingChange(name: "target", from: "0.5", to: "0.7")])
      })
  }

  @Test(
    "Where the lead asks for fewer workers an item, the loop labels what has enough annotations")
  func fewerWorkers() throws {
    let job = try SampleJob(workersPerItem: 2, noises: [0])
    let loop = job.loop()
    _ = try loop.advance()
    try job.answerBatch()
    #expect(try loop.advance() == .wait)
    #expect(try job.report.counts.human == 0)
    var lead = try job.store.settings()
    lead.workersPerItem = 1
    try job.store.setSettings(by: "lead", now: now) { lead }
    #expect(try loop.advance() == .runRound(1))
    #expect(try job.report.counts.human >= 80)
  }

  @Test("One worker an item needs no consolidation, whatever the job names")
  func consolidation() {
    let settings = RoundSettings(consolidation: .dawidSkene)
    var lead = LeadSettings()
    #expect(settings.asked(lead).consolidation == .majority)
    lead.workersPerItem = 2
    #expect(settings.asked(lead).consolidation == .dawidSkene)
  }

  @Test("While the job is paused no round begins")
  func paused() throws {
    let job = try SampleJob()
    let loop = job.loop()
    _ = try loop.advance()
    try job.answerBatch()
    var lead = try job.store.settings()
    lead.isPaused = true
    try job.store.setSettings(by: "lead", now: now) { lead }
    #expect(try loop.advance() == .wait)
    lead.isPaused = false
    try job.store.setSettings(by: "lead", now: now) { lead }
    #expect(try loop.advance() == .runRound(1))
  }
}
