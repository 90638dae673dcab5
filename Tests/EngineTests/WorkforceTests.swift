import Domain
import Engine
import Foundation
import Learning
import SQLiteDriver
import Store
import TestSupport
import Testing

/// Three workers an item, of whom one is careless and one works against the job.
@Suite struct WorkforceTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)
  private let gold = (0..<400).map { ($0 * 7 + $0 / 3) % 4 }

  @Test("The bad worker is found, and without that worker's answers the labels are right")
  func badWorker() throws {
    let store = try store()
    try answer(store, "bad", ScriptedLabeler(answers: [gold.map { ($0 + 1) % 4 }]))
    try answer(store, "good", ScriptedLabeler(gold: gold, labelCount: 4, noise: 0.03, seed: 1))
    try answer(store, "careless", ScriptedLabeler(gold: gold, labelCount: 4, noise: 0.3, seed: 2))
    let majority = try rightShare(store)
    let before = AgreementReport(try store.opinions(), labelCount: 4)
    #expect(before.items == 400 && before.opinions == 1_200)
    #expect(before.workers.map(\.name) == ["bad", "careless", "good"])
    #expect(try #require(before.workers.first?.accuracy) < 0.1)
    #expect(try #require(before.workers.last?.accuracy) > 0.9)
    try LabelConsolidation(labelCount: 4).perform(on: store, now: now)
    let weighed = try rightShare(store)
    #expect(majority < 0.85 && weighed > majority + 0.1)
    #expect(try store.setAside(worker: "bad", by: "eva", because: "swaps", now: now) == 400)
    #expect(try store.counts(now: now).human == 0 && store.counts(now: now).queued == 400)
    try answer(store, "new", ScriptedLabeler(gold: gold, labelCount: 4, noise: 0.05, seed: 4))
    #expect(try rightShare(store) > 0.95)
    let after = AgreementReport(try store.opinions(), labelCount: 4)
    #expect(try #require(after.alpha).value > #require(before.alpha).value + 0.3)
    #expect(try store.restoreSetAside(worker: "bad", by: "eva", now: now) == 400)
    #expect(try store.counts(now: now).human == 400)
  }

  @Test("Agreement rests on the first two opinions where others are asked until two agree")
  func untilAgreed() throws {
    let store = try store(.untilAgreed)
    for (number, noise) in [0.1, 0.1, 0.1].enumerated() {
      try answer(
        store, "worker \(number)",
        ScriptedLabeler(gold: gold, labelCount: 4, noise: noise, seed: UInt64(number + 1)))
    }
    #expect(try store.counts(now: now).human == 400)
    let table = try store.opinions()
    #expect(table.opinions.count > 800 && table.opinions.count < 1_000)
    let report = AgreementReport(table, labelCount: 4)
    #expect(report.items == 400 && report.opinions == 800)
    // Two who err at random in a tenth of the items agree in 0.81 + 0.01 / 3 of them.
    #expect(abs(try #require(report.pairs.first { $0.items > 100 }).agreement - 0.813) < 0.05)
  }

  @Test("A careless worker is told from a careful one by gold, at the cost of no label")
  func goldAnswers() throws {
    var lead = LeadSettings()
    lead.workersPerItem = 2
    lead.goldShare = 0.2
    let known = (300..<400).map { ($0, InitialLabel(index: gold[$0], isHuman: true)) }
    let store = try ProjectStore.inMemory(
      ProjectSetup(
        jobName: "gold", labels: SampleJob.labels, total: gold.count,
        initialLabels: Dictionary(uniqueKeysWithValues: known), settings: lead),
      assets: MemoryItems(count: gold.count), now: now)
    try store.enqueue(
      (0..<300).map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: 400, now: now)
    try answer(store, "careful", ScriptedLabeler(gold: gold, labelCount: 4, noise: 0.02, seed: 5))
    try answer(store, "careless", ScriptedLabeler(gold: gold, labelCount: 4, noise: 0.3, seed: 6))
    let answers = try store.report(now: now).workers.map { try #require($0.gold) }
    // A fifth of all their answers.
    #expect(answers.allSatisfy { (50...95).contains($0.answers) })
    let shares = answers.map { Double($0.right) / Double($0.answers) }.sorted()
    #expect(shares[0] < 0.85 && shares[1] > 0.93)
    #expect(try store.opinions().opinions.count == 600)
    #expect(try store.snapshot(now: now).labels.count == 400)
    #expect(try store.counts(now: now).human == 400 && store.counts(now: now).queued == 0)
  }

  private func store(_ opinions: Opinions = .all) throws -> ProjectStore {
    var lead = LeadSettings()
    lead.workersPerItem = 3
    lead.opinions = opinions
    let store = try ProjectStore.inMemory(
      ProjectSetup(jobName: "three", labels: SampleJob.labels, total: gold.count, settings: lead),
      assets: MemoryItems(count: gold.count), now: now)
    try store.enqueue(
      gold.indices.map { QueuedTask(item: $0, kind: .start) }, labelsForNextRound: gold.count,
      now: now)
    return store
  }

  private func answer(
    _ store: ProjectStore, _ worker: String, _ labeler: ScriptedLabeler
  ) throws {
    let session = try store.openSession(
      worker: worker, process: ProcessIdentity(host: "here", number: 1), now: now)
    try labeler.answerAll(on: store, as: session, now: now)
  }

  private func rightShare(_ store: ProjectStore) throws -> Double {
    let labels = try store.snapshot(now: now).labels
    return Double(labels.count { gold[$0.item] == $0.label }) / Double(gold.count)
  }
}
