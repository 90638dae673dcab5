import Dataset
import Domain
import Foundation
import Learning
import TestSupport
import Testing

@testable import Engine

@Suite("Engine: a model of an earlier job at the start of the next one")
struct StartModelTests {
  private static let count = 400

  /// A model of other headlines than the job's.
  private static func former(labels: Int = 600) throws -> TextModel {
    let headlines = try SampleHeadlines(count: count + labels)
    let features = TextFeatures(texts: Array(headlines.texts[count...]))
    let classifier = ClassifierTrainer().train(
      features,
      labels: headlines.labels[count...].enumerated().map { HumanLabel(item: $0, label: $1) },
      classCount: 4)
    return TextModel(
      labels: SampleJob.labels.labels.map(\.name), vocabulary: features.vocabulary,
      classifier: classifier)
  }

  private static func texts() throws -> PoolTexts {
    let attribute = try #require(LabelAttributeName("category"))
    return PoolTexts(
      try SampleHeadlines(count: count).texts, attribute: attribute, jobName: "sample")
  }

  private func start(_ model: TextModel, _ labels: LabelSet = SampleJob.labels) throws
    -> StartModel?
  {
    StartModel(model, labels: labels, texts: try Self.texts()) { model }
  }

  private func job(start: Bool, initialLabels: Int = 0) throws -> SampleJob {
    var job = try SampleJob(count: Self.count, initialLabels: initialLabels)
    if start { job.model = BuiltInModel(start: try self.start(try Self.former())) }
    return job
  }

  /// The share of items that the first round predicts right.
  private func rightInFirstRound(_ job: SampleJob) throws -> Double {
    let loop = job.loop()
    while try job.report.rounds.isEmpty {
      if try loop.advance() == .wait { try job.answerBatch() }
    }
    let files = job.archive.files(of: .model)
    let rows = try RoundCoding.probabilities(try #require(try files.load(.predictions, round: 1)))
    return Double(zip(rows.bestLabels, job.gold).count { $0 == $1 }) / Double(Self.count)
  }

  /// The share of items that people label, summed over several jobs, since one check may fail by chance.
  private func humanShare(start: Bool) throws -> Double {
    try (1...4 as ClosedRange<UInt64>).reduce(0) { sum, seed in
      var job = try job(start: start)
      job.settings.seed = seed
      return sum + (try job.simulate().humanShare)
    }
  }

  @Test("The first round is more often right, and the job ends with fewer answers of people")
  func helps() throws {
    let (with, without) = (try job(start: true), try job(start: false))
    #expect(try rightInFirstRound(with) > rightInFirstRound(without) + 0.03)
    #expect(try humanShare(start: true) < humanShare(start: false))
    _ = try with.simulate()
    #expect(try with.report.rounds.last?.model == "built-in, with the start model")
  }

  @Test(
    "Labels that came with the input are no calibration pairs: it may have been trained on them")
  func witnesses() throws {
    for isStarted in [true, false] {
      let job = try job(start: isStarted, initialLabels: 90)
      let loop = job.loop()
      while try job.report.rounds.isEmpty { _ = try loop.advance() }
      let files = job.archive.files(of: .model)
      let pairs = try RoundCoding.pairs(try #require(try files.load(.calibration, round: 1)))
      #expect(pairs.isEmpty == isStarted)
      if isStarted { #expect(try job.report.counts.auto == 0) }
    }
  }

  @Test("It counts less, the more labels the job has of its own")
  func weight() throws {
    let start = try #require(try start(try Self.former()))
    #expect(start.labelCount == 600)
    #expect(start.weight(beside: 0) == 1)
    #expect(start.weight(beside: 10) > start.weight(beside: 100))
    #expect(start.weight(beside: 100_000) < 0.01)
  }

  @Test("Renamed and merged labels are found; with one added or split it is not used any more")
  func labels() throws {
    let model = try Self.former(labels: 200)
    let changed = try SampleJob.labels.applying(.rename("Business", to: "Economy"))
      .applying(.merge("Entertainment", into: "Economy"))
    let rows = try #require(try start(model, changed)).predict(threads: 2)
    let own = model.predict(try SampleHeadlines(count: Self.count).texts)
    #expect(rows.classCount == 4 && rows[7].count == 4)
    #expect(abs(rows[7][28] - own[7][28] - own[7][29]) < 1e-5 && rows[7][29] == 0)
    let added = try start(model, changed.applying(.add("Sport", key: nil)))
    let split = try start(
      model, SampleJob.labels.applying(.split("Business", into: ["A", "C"], keys: [])))
    #expect(added == nil && split == nil)
  }

  @Test("A strategy is told the labels in use alone, numbered in their order")
  func strategy() {
    let rows = ProbabilityRows(values: [0.1, 0, 0.6, 0.3], classCount: 4)
    let scored = ScoredRows(rows, calibration: nil)
    let told = PoolStrategy.calibrated(0, rows, scored, inUse: [0, 2, 3])
    #expect(told.map(\.label) == [1, 2, 0])
    #expect(abs(told.reduce(0) { $0 + $1.probability } - 1) < 1e-6)
  }
}
