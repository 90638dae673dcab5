import Domain
import Engine
import Foundation
import Learning
import Store
import Testing

@Suite("Engine: labels that change between rounds")
struct LabelChangeTests {
  /// Runs rounds and answers until a number of rounds is published, or the job is over.
  private func run(_ job: SampleJob, rounds: Int = .max) throws {
    let loop = job.loop()
    for _ in 0..<200 {
      switch try loop.advance() {
      case .wait: try job.answerBatch()
      case .rest: return
      default: break
      }
      if try job.report.rounds.count >= rounds { return }
    }
  }

  private func promise(_ job: SampleJob) throws -> PromiseEvidence {
    try #require(try job.loop().evidence(round: job.report.rounds.count))
  }

  @Test("After a merge the job ends with one label where there were two")
  func merge() throws {
    var job = try SampleJob()
    try run(job, rounds: 2)
    let labels = try SampleJob.labels.applying(.merge("Entertainment", into: "Business"))
    try job.take(labels) { _, label in label }
    try run(job)
    let counts = try job.report.counts
    #expect(try job.report.status == .completed && counts.unlabeled == 0)
    #expect(counts.humanByLabel[1] == 0 && counts.autoByLabel[1] == 0 && counts.auto > 0)
    #expect(try promise(job).labels == [0, 0, 2, 3])
  }

  @Test("A merge during a check begins the check anew")
  func mergeDuringCheck() throws {
    var job = try SampleJob()
    for rounds in 2..<40 where try job.report.quality.promise?.closing == nil {
      try run(job, rounds: rounds)
    }
    let before = try promise(job)
    try #require(before.openClosing != nil)
    try job.take(try SampleJob.labels.applying(.merge("Entertainment", into: "Business"))) {
      $1
    }
    let round = try job.report.rounds.count
    try run(job, rounds: round + 1)
    let after = try promise(job)
    #expect(after.closings.count { $0.round <= round } == before.closings.count - 1)
    try run(job)
    #expect(try job.report.status == .completed)
  }

  @Test("An added label holds auto-labels until random answers show that it is rare, or it was met")
  func add() throws {
    var job = try SampleJob()
    try run(job, rounds: 3)
    try #require(try job.report.counts.auto > 0)
    try job.take(try SampleJob.labels.applying(.add("Sport", key: nil))) { item, label in
      item % 7 == 0 ? 4 : label
    }
    try run(job, rounds: 4)
    guard case .unseenLabels(let unseen, _) = try job.report.quality.promise?.hold else {
      Issue.record("auto-labels are not held")
      return
    }
    #expect(unseen == [4])
    #expect(try job.report.counts.auto == 0)
    try run(job)
    let counts = try job.report.counts
    #expect(try job.report.status == .completed && counts.humanByLabel[4] > 0)
  }

  @Test("A split label's items are asked again, and nothing has it at the end")
  func split() throws {
    var job = try SampleJob()
    try run(job, rounds: 3)
    let labeled = try job.store.snapshot(now: job.now).labels.filter { $0.label == 0 }
    try #require(!labeled.isEmpty)
    let labels = try SampleJob.labels.applying(
      .split("Business", into: ["Companies", "Markets"], keys: []))
    try job.take(labels) { item, label in label == 0 ? 4 + item % 2 : label }
    try run(job)
    let counts = try job.report.counts
    #expect(try job.report.status == .completed && counts.unlabeled == 0)
    #expect(counts.humanByLabel[0] == 0 && counts.autoByLabel[0] == 0)
    let now = try job.store.snapshot(now: job.now).labels
    let byItem = Dictionary(now.map { ($0.item, $0.label) }) { $1 }
    #expect(labeled.allSatisfy { byItem[$0.item] == 4 + $0.item % 2 })
    #expect(try job.store.opinions().opinions.allSatisfy { $0.label != 0 })
  }
}
