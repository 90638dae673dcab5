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
    let rehearsal = try Rehearsal(start: 120)
    var loop = rehearsal.loop()
    var lead = try rehearsal.store.settings()
    loop.leadSettings = { lead }
    _ = try loop.advance()
    try rehearsal.answerBatch()
    lead.target = 0.999
    try rehearsal.store.setSettings(lead, by: "lead", now: now)
    #expect(try loop.advance() == .runRound(1))
    let strict = try rehearsal.report
    #expect(strict.quality.target == 0.999)
    lead.target = 0.6
    try rehearsal.store.setSettings(lead, by: "lead", now: now)
    #expect(try loop.advance() == .runRound(2))
    #expect(try rehearsal.report.counts.auto > strict.counts.auto)
  }

  @Test("What a member wrote into the database is put back before the next round decides")
  func restored() throws {
    let rehearsal = try Rehearsal()
    var loop = rehearsal.loop()
    let lead = try rehearsal.store.settings()
    loop.leadSettings = { lead }
    var other = lead
    other.target = 0.5
    try rehearsal.store.setSettings(other, by: "mallory", now: now)
    _ = try loop.advance()
    #expect(try rehearsal.store.settings() == lead)
    #expect(
      try rehearsal.store.events().contains {
        $0.event == .settingsRestored([SettingChange(name: "target", from: "0.5", to: "0.7")])
      })
  }

  @Test(
    "Where the lead asks for fewer workers an item, the loop labels what has enough annotations")
  func fewerWorkers() throws {
    let rehearsal = try Rehearsal(workersPerItem: 2, noises: [0])
    let loop = rehearsal.loop()
    _ = try loop.advance()
    try rehearsal.answerBatch()
    #expect(try loop.advance() == .wait)
    #expect(try rehearsal.report.counts.human == 0)
    var lead = try rehearsal.store.settings()
    lead.workersPerItem = 1
    try rehearsal.store.setSettings(lead, by: "lead", now: now)
    #expect(try loop.advance() == .runRound(1))
    #expect(try rehearsal.report.counts.human >= 80)
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
    let rehearsal = try Rehearsal()
    let loop = rehearsal.loop()
    _ = try loop.advance()
    try rehearsal.answerBatch()
    var lead = try rehearsal.store.settings()
    lead.isPaused = true
    try rehearsal.store.setSettings(lead, by: "lead", now: now)
    #expect(try loop.advance() == .wait)
    lead.isPaused = false
    try rehearsal.store.setSettings(lead, by: "lead", now: now)
    #expect(try loop.advance() == .runRound(1))
  }
}
