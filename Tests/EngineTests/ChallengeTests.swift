import Dataset
import Domain
import Engine
import ExternalModel
import Foundation
import Learning
import SQLiteDriver
import Store
import Synchronization
import TestSupport
import Testing

/// Models that are told apart by what they do.
private struct TestModel: PoolModel {
  var name = "test"
  /// Gives every item the same class, half surely.
  var guess: Int?
  var failure: TestFailure?
  var predictionFailure: ModelFailure?
  var starts = Starts()
  /// Begins its calibration with fewer labels known than the built-in model does.
  var hidesMore = false
  private let inner = BuiltInModel()

  init(
    _ name: String, guess: Int? = nil, failure: TestFailure? = nil,
    predictionFailure: ModelFailure? = nil, starts: Starts = Starts(), hidesMore: Bool = false
  ) {
    self.name = name
    self.guess = guess
    self.failure = failure
    self.predictionFailure = predictionFailure
    self.starts = starts
    self.hidesMore = hidesMore
  }

  func train(_ pool: Pool, labels: [HumanLabel], turn: ModelTurn) throws -> any TrainedModel {
    starts.noteTraining()
    if let failure { throw failure }
    return trained(inner.train(pool, labels: labels, turn: turn))
  }

  func trainedModel(from bytes: [UInt8], turn: ModelTurn) throws -> any TrainedModel {
    trained(try inner.trainedModel(from: bytes, turn: turn))
  }

  private func trained(_ inner: any TrainedModel) -> any TrainedModel {
    TestTrainedModel(inner: inner, guess: guess, failure: predictionFailure)
  }

  func startingPairs(
    _ pool: Pool, labels: [HumanLabel], turn: ModelTurn
  ) throws -> [CalibrationPair] {
    starts.note()
    guard guess == nil else { return [] }
    return try inner.startingPairs(pool, labels: labels, turn: turn).map { pair in
      CalibrationPair(
        row: pair.row, predicted: pair.predicted, confidence: pair.confidence,
        labelCount: pair.labelCount - (hidesMore ? 10 : 0), isRight: pair.isRight)
    }
  }

  func answerErrors(
    _ pool: Pool, labels: [HumanLabel], pairs: [CalibrationPair], turn: ModelTurn
  ) -> AnswerErrors { AnswerErrors() }
}

/// A test model once it is trained.
private struct TestTrainedModel: TrainedModel {
  let inner: any TrainedModel
  let guess: Int?
  let failure: ModelFailure?

  var bytes: [UInt8] { inner.bytes }

  func predict(_ pool: Pool, turn: ModelTurn) throws -> ProbabilityRows {
    if let failure { throw failure }
    guard let guess else { return try inner.predict(pool, turn: turn) }
    let row = (0..<pool.classCount).map { Float($0 == guess ? 0.7 : 0.1) }
    return ProbabilityRows(
      values: (0..<pool.count).flatMap { _ in row }, classCount: pool.classCount)
  }
}

/// How often a model had to begin.
private final class Starts: Sendable {
  private let counts = Mutex((calibrations: 0, trainings: 0))

  var count: Int { counts.withLock { $0.calibrations } }
  var trainings: Int { counts.withLock { $0.trainings } }

  func note() { counts.withLock { $0.calibrations += 1 } }
  func noteTraining() { counts.withLock { $0.trainings += 1 } }
}

private struct TestFailure: Error, CustomStringConvertible {
  let description = "it fell over"
}

@Suite struct ChallengeTests {
  @Test("A challenger runs on the champion's labels without any effect")
  func besideTheChampion() throws {
    let (alone, both) = try (SampleJob(), job(challenger: TestModel("twin")))
    try run(alone, rounds: 2)
    try run(both, rounds: 2)
    #expect(try alone.report.counts == both.report.counts)
    #expect(alone.archive.autoLabels(round: 2) == both.archive.autoLabels(round: 2))
    let challenge = try #require(try both.report.challenge)
    #expect(challenge.round == 2 && challenge.champion == "built-in")
    #expect(challenge.challenger == "twin" && challenge.failure == nil)
    // It learns the same way, so it knows the same.
    #expect(challenge.compared > 40 && challenge.championRight == challenge.challengerRight)
    #expect(challenge.championAuto == challenge.challengerAuto)
  }

  @Test("A guessing challenger is reported to be worse")
  func worse() throws {
    let job = try job(challenger: TestModel("guess", guess: 0))
    try run(job, rounds: 3)
    let challenge = try #require(try job.report.challenge)
    #expect(challenge.compared > 0 && challenge.challengerRight < challenge.championRight)
    #expect(challenge.challengerAuto < challenge.championAuto)
  }

  @Test("A failing challenger does not stop the loop, and the report has its reason")
  func failing() throws {
    let job = try job(challenger: TestModel("broken", failure: TestFailure()))
    try run(job, rounds: 2)
    #expect(try job.report.challenge?.failure == "it fell over")
    #expect(try job.report.rounds.count == 2)
    #expect(try job.report.loop.failure == nil)
  }

  @Test("In a project's folder a challenger keeps its calibration between rounds")
  func keptBetweenRounds() throws {
    let temporary = try TemporaryFolder()
    let folder = ProjectFolder(path: temporary.url.path)
    try FileManager.default.createDirectory(
      atPath: folder.rounds, withIntermediateDirectories: false)
    let starts = Starts()
    var job = try SampleJob()
    job.challenger = TestModel("twin", starts: starts)
    job.folder = folder
    try run(job, rounds: 3)
    #expect(starts.count == 1)
    // As good as the champion, of which it is a copy.
    let challenge = try #require(try job.report.challenge)
    #expect(challenge.round == 3 && challenge.championRight == challenge.challengerRight)
    #expect(challenge.championAuto == challenge.challengerAuto)
  }

  @Test("Models are compared only on pairs with equally many training labels")
  func likeWithLike() throws {
    // Its start is judged with more labels hidden from it than the champion's.
    let job = try job(challenger: TestModel("fewer", hidesMore: true))
    try run(job, rounds: 1)
    #expect(try job.report.challenge?.compared == 0)
    try run(job, rounds: 2)
    let compared = try #require(try job.report.challenge?.compared)
    #expect(compared > 0 && compared < 80)
  }

  @Test("A round whose user model failed begins again with training")
  func trainedAnew() throws {
    var job = try SampleJob()
    let starts = Starts()
    job.model = TestModel(
      "broken", predictionFailure: ModelFailure("no answer"), starts: starts)
    #expect(throws: ModelFailure.self) { try run(job, rounds: 1) }
    #expect(throws: ModelFailure.self) { try job.loop().advance() }
    #expect(starts.trainings == 2)
    job.model = TestModel("broken", starts: starts)
    try run(job, rounds: 1)
    #expect(starts.trainings == 3)
  }

  @Test("After a switch the challenger gives the labels and the former champion is compared")
  func switched() throws {
    var job = try job(challenger: TestModel("twin"))
    job.model = TestModel("first")
    try run(job, rounds: 2)
    try job.store.switchChampion(to: .challenger, name: "test", by: nil, now: Date())
    try run(job, rounds: 3)
    let report = try job.report
    #expect(report.rounds.map(\.model) == ["first", "first", "twin"])
    #expect(report.challenge?.champion == "twin" && report.challenge?.challenger == "first")
    // What it had predicted before counts on: it need not begin its calibration anew.
    #expect((report.challenge?.compared ?? 0) > 80)
  }

  @Test("A failing model leaves the previous round current, with a reason")
  func failedRound() throws {
    var job = try SampleJob()
    try run(job, rounds: 1)
    let before = try job.report.counts
    job.model = TestModel("broken", failure: TestFailure())
    try job.answerBatch()
    #expect(throws: TestFailure.self) { try job.loop().advance() }
    let report = try job.report
    #expect(report.loop.state == .failed && report.loop.failure == "it fell over")
    #expect(report.counts.auto <= before.auto && report.rounds.count == 1)
    // People go on, and once the model is mended the round is run.
    job.model = BuiltInModel()
    try run(job, rounds: 2)
    #expect(try job.report.loop.failure == nil)
  }

  @Test("Rounds can be held back")
  func held() throws {
    let job = try SampleJob()
    try run(job, rounds: 1)
    try job.answerBatch()
    var loop = job.loop()
    loop.holdsRounds = true
    #expect(try loop.advance() == .wait)
    loop.holdsRounds = false
    #expect(try loop.advance() == .runRound(2))
  }

  private func job(challenger: any PoolModel) throws -> SampleJob {
    var job = try SampleJob()
    job.challenger = challenger
    return job
  }

  /// Until so many rounds are published, and the challenger has run them too.
  private func run(_ job: SampleJob, rounds: Int) throws {
    for _ in 0..<100 {
      let action = try job.loop().advance()
      if action == .wait {
        if try job.report.rounds.count >= rounds { return }
        try job.answerBatch()
      }
    }
    Issue.record("the rounds never came")
  }
}
