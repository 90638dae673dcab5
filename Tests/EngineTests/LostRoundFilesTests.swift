import Dataset
import Domain
import Engine
import Foundation
import Store
import TestSupport
import Testing

/// A round whose predecessor's files were lost or damaged gathers anew what it needs of them.
@Suite struct LostRoundFilesTests {
  enum Damage: CaseIterable {
    case removed, damaged, garbage
  }

  private func loop(_ job: SampleJob, _ archive: LossyArchive) -> LearningLoop {
    LearningLoop(
      store: job.store, archive: archive, pool: PoolLoader(job.pool), settings: job.settings,
      plan: job.plan,
      clock: { job.now })
  }

  @Test("Each file of the round before, in each way", arguments: RoundFile.allCases)
  func before(_ file: RoundFile) throws {
    for way in Damage.allCases {
      let job = try SampleJob(count: 240, start: 60)
      try LearningLoopTests.run(job, rounds: 1)
      try job.answerBatch()
      let lossy = LossyArchive(archive: job.archive, file: file, round: 1, way: way)
      #expect(try loop(job, lossy).advance() == .runRound(2), "\(way)")
      #expect(try job.report.rounds.map(\.number) == [1, 2], "\(way)")
    }
  }

  @Test("Auto-labels that are lost when the job could complete are decided once more")
  func atTheEnd() throws {
    let job = try SampleJob()
    var hasLost = false
    for _ in 0..<200 where try job.report.status != .completed {
      try job.answerBatch()
      let situation = try job.store.situation(now: job.now)
      let round = situation.currentRound
      let lossy = LossyArchive(archive: job.archive, file: .autoLabels, round: round, way: .damaged)
      if !hasLost, LoopAction.next(in: situation, by: job.plan) == .complete {
        hasLost = true
        #expect(try loop(job, lossy).advance() == .complete)
        #expect(try job.store.situation(now: job.now).currentRound == round + 1)
      }
      _ = try job.loop().advance()
    }
    #expect(try hasLost && job.report.status == .completed)
  }

  @Test("Auto-labels that are lost after the job was completed are decided once more")
  func afterTheEnd() throws {
    let job = try SampleJob()
    func complete() throws {
      for _ in 0..<200 where try job.report.status != .completed {
        try job.answerBatch()
        _ = try job.loop().advance()
      }
    }
    try complete()
    let round = try job.store.situation(now: job.now).currentRound
    try #require(try job.report.counts.auto > 0)
    let lossy = LossyArchive(archive: job.archive, file: .autoLabels, round: round, way: .removed)
    #expect(try !job.loop().checkAtRest())
    #expect(try loop(job, lossy).checkAtRest())
    _ = try loop(job, lossy).advance()
    #expect(try job.store.situation(now: job.now).currentRound == round + 1)
    #expect(try job.report.status == .inProgress)
    try complete()
    #expect(try job.report.status == .completed && job.report.counts.unlabeled == 0)
  }
}

/// An archive of which one file cannot be read.
private struct LossyArchive: RoundArchive {
  let archive: MemoryArchive
  let file: RoundFile
  let round: Int
  let way: LostRoundFilesTests.Damage

  func files(of role: ModelRole) -> any RoundFiles {
    LossyFiles(files: archive.files(of: role), archive: self)
  }

  func save(_ autoLabels: AutoLabels, round: Int) throws {
    archive.save(autoLabels, round: round)
  }

  func save(labels: [Int], chances: [Double], round: Int) throws {
    archive.save(labels: labels, chances: chances, round: round)
  }

  func autoLabels(round: Int) throws -> AutoLabels? {
    guard round == self.round, file == .autoLabels else {
      return archive.autoLabels(round: round)
    }
    if way == .removed { return nil }
    throw FileFaults(file: "autoLabels", SealedFileFault.damaged)
  }

  func autoLabel(of item: Item.ID, round: Int) throws -> Int? {
    archive.autoLabel(of: item, round: round)
  }

  func prune(before round: Int) throws { archive.prune(before: round) }
}

private struct LossyFiles: RoundFiles {
  let files: any RoundFiles
  let archive: LossyArchive

  func save(_ bytes: [UInt8], as file: RoundFile, round: Int) throws {
    try files.save(bytes, as: file, round: round)
  }

  func load(_ file: RoundFile, round: Int) throws -> [UInt8]? {
    guard file == archive.file, round == archive.round else {
      return try files.load(file, round: round)
    }
    switch archive.way {
    case .removed: return nil
    case .garbage: return [1, 2, 3]
    case .damaged: throw FileFaults(file: file.rawValue, SealedFileFault.damaged)
    }
  }
}
