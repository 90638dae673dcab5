import Dataset
import Domain
import Engine
import Foundation
import Store
import Testing

/// Jobs whose workers are asked gold, from the first round to the end.
@Suite struct GoldRoundsTests {
  private static let initial = 60

  @Test(
    "A job with gold completes, its gold answers count nowhere else, and tell who is careless",
    arguments: [ActiveLearning.Consolidation.majority, .dawidSkene])
  func wholeJob(_ consolidation: ActiveLearning.Consolidation) throws {
    let job = try SampleJob(
      workersPerItem: 3, noises: [0, 0.02, 0.35], initialLabels: Self.initial,
      consolidation: consolidation, goldShare: 0.2)
    _ = try job.simulate()
    let report = try job.report
    #expect(report.status == .completed && report.counts.unlabeled == 0)
    #expect(report.counts.human + report.counts.auto == 400 && report.counts.auto > 0)
    #expect(report.counts.queued == 0 && report.counts.leased == 0)
    let outcome = try job.store.outcome(withAnnotations: true)
    let gold = outcome.annotations.filter { $0.state == .gold }
    let workers = report.workers.compactMap(\.gold)
    #expect(workers.count == 3 && gold.count == workers.reduce(0) { $0 + $1.answers })
    #expect(gold.allSatisfy { $0.item < Self.initial })
    // Nothing of it is an opinion, and each answer is paid once.
    #expect(try job.store.opinions().opinions.allSatisfy { $0.item >= Self.initial })
    #expect(report.workers.reduce(0) { $0 + $1.answers } == outcome.annotations.count)
    #expect(try job.store.recordDigest(of: [], through: 0).counts.isEmpty)
    for item in 0..<Self.initial { #expect(try job.labels[item] == job.gold[item]) }
    let scores = Dictionary(
      uniqueKeysWithValues: report.workers.compactMap { worker in
        worker.gold.map { (worker.name, Double($0.right) / Double($0.answers)) }
      })
    #expect(try #require(scores["ana"]) == 1 && #require(scores["ben"]) > 0.9)
    #expect(try #require(scores["eva"]) < 0.85)
  }

  @Test("Gold changes neither what a round learns from nor what its audits count")
  func rounds() throws {
    let job = try SampleJob(initialLabels: Self.initial, goldShare: 0.3)
    try LearningLoopTests.run(job, rounds: 3)
    let annotations = try job.store.outcome(withAnnotations: true).annotations
    let audits = try job.gold.indices.map { try job.store.history(of: $0).answers }.joined()
      .count { $0.purpose == "audit" && $0.isCounted }
    let report = try job.report
    let counted = try job.store.reportDetails(examples: 0).audits.reduce(0) { $0 + $1.count }
    #expect(counted == audits)
    #expect(report.workers.first?.gold?.answers == annotations.count { $0.state == .gold })
    let labels = annotations.count { $0.state == .counted }
    #expect(report.counts.human == Self.initial + labels)
    #expect(report.rounds.last?.trainedOn ?? 0 <= report.counts.human)
  }
}
