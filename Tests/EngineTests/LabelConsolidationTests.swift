import Dataset
import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store
import TestSupport
import Testing

@Suite struct LabelConsolidationTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  @Test("Consolidation weighs one careful worker above two who guess")
  func careful() throws {
    let gold = (0..<150).map { $0 % 4 }
    let store = try answered(gold, noises: [0.5, 0.5, 0.03])
    let before = try rightCount(store, gold)
    let changed = try LabelConsolidation(labelCount: 4).perform(on: store, now: Date())
    #expect(changed > 10)
    #expect(try rightCount(store, gold) > before + 10)
    let counts = try store.report(now: now).counts
    #expect(counts.human == 150 && counts.humanByLabel.reduce(0, +) == 150)
    #expect(try LabelConsolidation(labelCount: 4).perform(on: store, now: Date()) == 0)
  }

  @Test("A round trains on consolidated labels and reports their number")
  func round() throws {
    let job = try SampleJob(
      start: 80, workersPerItem: 3, noises: [0.5, 0.5, 0.02], consolidation: .dawidSkene)
    _ = try job.loop().advance()
    try job.answerBatch()
    let voted = try job.labels
    #expect(try job.loop().advance() == .runRound(1))
    let consolidated = try job.labels
    let others = voted.keys.count { voted[$0] != consolidated[$0] }
    #expect(others > 0 && voted.count == consolidated.count)
    #expect(
      try job.report.events.contains {
        $0.event == .labelsConsolidated(changed: others)
      })
    #expect(
      try job.report.counts.humanByLabel.reduce(0, +) == job.report.counts.human)
  }

  /// A store in which each worker has answered every item, wrongly as often as told.
  private func answered(_ gold: [Int], noises: [Double]) throws -> ProjectStore {
    var lead = LeadSettings()
    lead.workersPerItem = noises.count
    let store = try ProjectStore.inMemory(
      ProjectSetup(jobName: "three", labels: SampleJob.labels, total: gold.count, settings: lead),
      assets: MemoryItems(count: gold.count), now: now)
    try store.enqueue(
      gold.indices.map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: gold.count,
      now: now)
    for (number, noise) in noises.enumerated() {
      let labeler = ScriptedLabeler(
        gold: gold, labelCount: 4, noise: noise, seed: UInt64(number + 1))
      let session = try store.openSession(
        worker: "worker \(number)", process: ProcessIdentity(host: "here", number: 1), now: now)
      for task in try store.lease(upTo: gold.count, for: session, now: now) {
        _ = try store.annotate(
          Annotation(
            item: task.item.id, label: labeler.answer(to: task.item.id), acceptedAt: now,
            secondsSpent: 0), by: session, now: now)
      }
    }
    return store
  }

  private func rightCount(_ store: ProjectStore, _ gold: [Int]) throws -> Int {
    try store.snapshot(now: now).labels.count { gold[$0.item] == $0.label }
  }
}
