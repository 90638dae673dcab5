import Dataset
import Domain
import Engine
import Foundation
import Learning
import Store
import Testing

@Suite("Engine: the accuracy promise")
struct PromiseTests {
  /// Runs rounds, and answers between them, until `isEnough`; false after thirty rounds.
  private func run(_ job: SampleJob, until isEnough: (ProjectReport) -> Bool) throws -> Bool {
    let loop = job.loop()
    for _ in 0..<100 {
      switch try loop.advance() {
      case .wait: try job.answerBatch()
      case .runRound where isEnough(try job.report): return true
      case .rest, .held: return isEnough(try job.report)
      default: break
      }
    }
    return false
  }

  @Test("A job with auto-labels ends on a check of frozen ones that nobody had seen before")
  func closing() throws {
    let job = try SampleJob()
    let outcome = try job.simulate()
    let evidence = try #require(try job.loop().evidence(round: outcome.rounds))
    let last = try #require(evidence.closings.last)
    #expect(last.verdict == true && last.drawn > 0 && last.drawn == last.rows.count)
    let draws = evidence.draws.filter { $0.population == .closing && last.rows.contains($0.row) }
    #expect(draws.count == last.rows.count && draws.allSatisfy { $0.round >= last.round })
    // What was predicted is kept with each draw: the answers are judged by it.
    #expect(draws.allSatisfy { (0...1).contains($0.probability ?? -1) })
    #expect(try #require(last.evidence) > 1)
    let promise = try #require(try job.report.quality.promise)
    #expect(promise.closing?.passed == true && promise.bound == 0.7 && last.lowerBound > 0.7)
    #expect(outcome.promised == 0.7 && outcome.alarms.isEmpty)
    #expect(
      try job.report.events.contains {
        $0.event == .checkEnded(hasPassed: true, wrong: last.wrong, drawn: last.drawn)
      })
  }

  @Test("While a check goes on, its auto-labels stay as they are")
  func frozen() throws {
    let job = try SampleJob()
    #expect(try run(job) { $0.quality.promise?.closing != nil })
    let round = try job.outcome.currentRound
    let before = try #require(job.archive.autoLabels(round: round))
    let predictions = try job.archive.files(of: .model).load(.predictions, round: round)
    try job.answerBatch()
    #expect(try job.loop().advance() == .runRound(round + 1))
    let after = try #require(job.archive.autoLabels(round: round + 1))
    try #require(try job.report.quality.promise?.closing?.passed != false)
    for item in before.labels.indices where after.labels[item] >= 0 {
      #expect(after.labels[item] == before.labels[item])
    }
    let now = try job.archive.files(of: .model).load(.predictions, round: round + 1)
    #expect(predictions != nil && predictions == now)
  }

  @Test("A worker whose answers contradict the others raises an alarm that holds auto-labels")
  func alarm() throws {
    let job = try SampleJob(count: 900, noises: [0, 1, 0])
    #expect(try run(job) { !$0.openAlarms.isEmpty })
    let report = try job.report
    #expect(report.counts.auto == 0 && report.quality.promise?.bound == nil)
    #expect(report.quality.promise?.hold == .alarm)
    let worker = report.openAlarms.first { $0.alarm.kind == .worker }?.alarm.worker
    if let worker { #expect(worker == "ben") }

    // The lead takes the worker's answers out, and says so.
    _ = try job.store.setAside(worker: "ben", by: "lead", because: "guessed", now: job.now)
    for open in report.openAlarms {
      _ = try job.store.acknowledge(
        alarm: open.id, by: "lead", because: "ben guessed", now: job.now)
    }
    let round = try job.outcome.currentRound
    #expect(try job.loop().advance() == .runRound(round + 1))
    #expect(try job.report.openAlarms.isEmpty)
    #expect(try job.report.quality.promise?.hold == nil)
  }

  @Test("Answers are asked again, blind, and what they show is reported")
  func repeats() throws {
    var job = try SampleJob(noises: [0.2, 0.2])
    job.plan.repeatShare = 0.2
    #expect(try run(job) { ($0.quality.promise?.answers?.repeats ?? 0) >= 15 })
    let answers = try #require(try job.report.quality.promise?.answers)
    #expect(answers.disagreements > 0 && !answers.isBySameWorker)
    #expect(answers.errors?.low ?? 0 > 0 && answers.errors?.high ?? 0 > 0.1)
  }

  @Test("Initial labels alone give no auto-labels: random answers come first")
  func initialLabels() throws {
    var job = try SampleJob(initialLabels: 200)
    job.plan.leastRandom = 30
    _ = try job.loop().advance()
    #expect(try job.report.rounds.count == 1 && job.report.counts.auto == 0)
    #expect(try job.report.quality.promise?.hold == .randomAnswers(missing: 30))
    #expect(try run(job) { $0.quality.promise?.hold == nil })
    #expect(try job.report.counts.human >= 230)
    #expect(try run(job) { $0.counts.auto > 0 })
  }

  @Test("Evidence that cannot be read is gathered anew, and fails no round")
  func unreadable() throws {
    let job = try SampleJob()
    #expect(try run(job) { $0.rounds.count == 2 })
    try job.archive.files(of: .model).save([1, 2, 3], as: .promise, round: 2)
    try job.answerBatch()
    #expect(try job.loop().advance() == .runRound(3))
    let evidence = try #require(try job.loop().evidence(round: 3))
    #expect(evidence.startDraws == 80 && evidence.initialRows.isEmpty)
  }

  @Test("A declared error rate stands in the place of what repeats measure")
  func declared() throws {
    var job = try SampleJob()
    job.settings.declaredErrors = 0.02
    #expect(try run(job) { $0.quality.promise != nil })
    #expect(try job.report.quality.promise?.answers?.declared == 0.02)
  }

  @Test("The target can be asked of each label")
  func perLabel() throws {
    var job = try SampleJob()
    job.settings.isTargetPerLabel = true
    #expect(try job.simulate().manifestAccuracy > 0.7)
    #expect(try job.report.status == .completed)
  }

  @Test("The promise can be asked of audits alone")
  func audited() throws {
    var job = try SampleJob(count: 900)
    job.settings.promise = .audited
    let outcome = try job.simulate()
    let promise = try #require(try job.report.quality.promise)
    #expect(promise.method == .audited && outcome.autoShare > 0)
    #expect(promise.closing?.passed == true && promise.closing?.drawn == promise.closing?.most)
  }

  @Test("A round says what it could label at other targets, and which labels audits found confused")
  func reach() throws {
    let job = try SampleJob(count: 900, target: 0.9)
    var rounds: [PromiseReport] = []
    _ = try job.simulate { report in
      if let promise = report.quality.promise { rounds.append(promise) }
    }
    for promise in rounds {
      let reach = try #require(promise.reach)
      #expect(reach.map(\.target) == PromiseReport.Reach.targets)
      let counts = reach.map(\.autoLabels)
      #expect(counts == counts.sorted(by: >))
      let confusions = try #require(promise.confusions)
      #expect(confusions.allSatisfy { $0.predicted != $0.answered && $0.count <= $0.audits })
    }
    #expect(rounds.contains { ($0.reach?.first?.autoLabels ?? 0) > 0 })
  }
}
