import Dataset
import Domain
import Engine
import Foundation
import Learning
import TestSupport
import Testing

@Suite struct LearningLoopTests {
  @Test("A job runs to completion and labels each item once")
  func wholeJob() throws {
    let job = try SampleJob()
    let outcome = try job.simulate()
    let report = try job.report
    #expect(report.status == .completed && report.counts.unlabeled == 0)
    #expect(report.counts.human + report.counts.auto == 400 && report.counts.auto > 0)
    #expect(outcome.rounds == report.rounds.count && outcome.rounds >= 2)
    #expect(abs(outcome.humanShare + outcome.autoShare - 1) < 1e-9)
    // People are always right here, so what is wrong is the model's.
    let wrong = (1 - outcome.manifestAccuracy) * 400
    #expect(abs(wrong - (1 - (outcome.autoAccuracy ?? 1)) * outcome.autoShare * 400) < 1e-6)
  }

  @Test("The counts of auto-labels equal the archive's")
  func countsAgree() throws {
    let job = try SampleJob()
    try Self.run(job, rounds: 3)
    let round = try job.outcome.currentRound
    let labels = try #require(job.archive.autoLabels(round: round))
    #expect(labels.tally(labelCount: 4) == (try job.report.counts.autoByLabel))
    for (item, label) in labels.labels.enumerated() where label >= 0 {
      #expect(try job.outcome.decisions[item] == nil)
    }
  }

  @Test(
    "A round interrupted in any step and resumed has the same result", arguments: LoopStep.ofRound)
  func cutOff(_ step: LoopStep) throws {
    let whole = try SampleJob()
    try Self.run(whole, rounds: 2)
    let cut = try SampleJob()
    try Self.run(cut, rounds: 1)
    try cut.answerBatch()
    var dying = cut.loop()
    dying.afterWork = { if $0 == step { throw Killed() } }
    #expect(throws: Killed.self) { try dying.advance() }
    // Another process takes over; it knows only what was kept.
    _ = try cut.loop().advance()
    let (one, other) = (try whole.report, try cut.report)
    #expect(one.counts == other.counts)
    #expect(whole.archive.autoLabels(round: 2) == cut.archive.autoLabels(round: 2))
    #expect(other.rounds.map(\.number) == [1, 2])
  }

  @Test("An interrupted round with a damaged file begins again")
  func lostFile() throws {
    let job = try SampleJob()
    try Self.run(job, rounds: 1)
    try job.answerBatch()
    var dying = job.loop()
    dying.afterWork = { if $0 == .createTransformJob { throw Killed() } }
    #expect(throws: Killed.self) { try dying.advance() }
    try job.archive.files(of: .model).save([1, 2, 3], as: .model, round: 2)
    #expect(try job.loop().advance() == .runRound(2))
    #expect(try job.outcome.currentRound == 2)
  }

  @Test("A published round whose last step fails is not run again")
  func failingExport() throws {
    let job = try SampleJob()
    try Self.run(job, rounds: 1)
    try job.answerBatch()
    var dying = job.loop()
    dying.afterWork = { if $0 == .createTransformJob { throw Killed() } }
    #expect(throws: Killed.self) { try dying.advance() }
    try job.answerBatch()
    var failing = job.loop()
    failing.afterWork = { if $0 == .exportPartialOutput { throw Killed() } }
    #expect(throws: Killed.self) { try failing.advance() }
    let labels = try #require(job.archive.autoLabels(round: 2))
    let decided = try job.outcome.decisions
    let auto = labels.labels.indices.count { labels.labels[$0] >= 0 && decided[$0] == nil }
    #expect(try job.report.counts.auto == auto)
  }

  @Test("A failing round leaves the previous one current, with a reason")
  func failure() throws {
    let job = try SampleJob()
    try Self.run(job, rounds: 1)
    try job.answerBatch()
    let before = try job.report.counts
    var failing = job.loop()
    failing.afterWork = { if $0 == .createTrainingJob { throw Killed() } }
    #expect(throws: Killed.self) { try failing.advance() }
    let report = try job.report
    #expect(report.loop.state == .failed && report.loop.failure == "killed")
    #expect(report.counts == before)
  }

  @Test("The same answers and seed give the same auto-labels and predictions, bit for bit")
  func repeatable() throws {
    let (one, other) = (try SampleJob(), try SampleJob())
    try Self.run(one, rounds: 3)
    try Self.run(other, rounds: 3)
    #expect(one.archive.autoLabels(round: 3) == other.archive.autoLabels(round: 3))
    let files = [one, other].map { $0.archive.files(of: .model) }
    #expect(
      try files[0].load(.predictions, round: 3) == files[1].load(.predictions, round: 3))
  }

  @Test("An unchanged auto-label keeps the round since which it stands")
  func since() throws {
    let job = try SampleJob()
    try Self.run(job, rounds: 2)
    let before = try #require(job.archive.autoLabels(round: 2))
    try Self.run(job, rounds: 3)
    let after = try #require(job.archive.autoLabels(round: 3))
    for item in after.labels.indices where after.labels[item] >= 0 {
      let isSame = before.labels[item] == after.labels[item]
      #expect(after.since[item] == (isSame ? before.since[item] : 3))
    }
  }

  struct Killed: Error, CustomStringConvertible {
    var description: String { "killed" }
  }

  static func run(_ job: SampleJob, rounds: Int) throws {
    let loop = job.loop()
    while true {
      switch try loop.advance() {
      case .runRound(rounds), .rest: return
      case .wait: try job.answerBatch()
      case .queueStart, .runRound, .runChallenger, .complete, .endTasks, .stop, .held: break
      }
    }
  }
}
