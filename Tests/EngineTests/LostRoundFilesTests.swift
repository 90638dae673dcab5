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
    case cut, empty, flipped, removed
  }

  private func damage(_ path: String, _ damage: Damage) throws {
    guard damage != .removed else { return try FileManager.default.removeItem(atPath: path) }
    var bytes = [UInt8](try Data(contentsOf: URL(filePath: path)))
    switch damage {
    case .cut: bytes.removeLast(bytes.count * 2 / 3)
    case .empty: bytes = []
    case .flipped: bytes[bytes.count / 2] ^= 0xFF
    case .removed: break
    }
    try Data(bytes).write(to: URL(filePath: path))
  }

  private func job(in folder: TemporaryFolder) throws -> SampleJob {
    var job = try SampleJob()
    let place = ProjectFolder(path: folder.path("p"))
    for path in place.folders {
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }
    job.folder = place
    return job
  }

  @Test("Each file of the round before, in each way", arguments: RoundFile.allCases)
  func before(_ file: RoundFile) throws {
    for way in Damage.allCases {
      let folder = try TemporaryFolder()
      let job = try job(in: folder)
      try LearningLoopTests.run(job, rounds: 1)
      try job.answerBatch()
      try damage(folder.path("p/rounds/1/\(file.rawValue)"), way)
      #expect(try job.loop().advance() == .runRound(2), "\(way)")
      #expect(try job.report.rounds.map(\.number) == [1, 2], "\(way)")
      try job.answerBatch()
      #expect(try job.loop().advance() == .runRound(3), "\(way)")
    }
  }

  @Test("Auto-labels that are lost when the job could complete are decided once more")
  func atTheEnd() throws {
    let folder = try TemporaryFolder()
    let job = try job(in: folder)
    for _ in 0..<100 {
      try job.answerBatch()
      let situation = try job.store.situation(now: job.now)
      let isNext = LoopAction.next(in: situation, by: job.plan) == .complete
      guard isNext else {
        _ = try job.loop().advance()
        continue
      }
      let round = situation.currentRound
      try FileManager.default.removeItem(atPath: folder.path("p/rounds/\(round)/autoLabels"))
      #expect(try job.loop().advance() == .complete)
      #expect(try job.store.situation(now: job.now).currentRound == round + 1)
      break
    }
    for _ in 0..<100 where try job.report.status != .completed {
      try job.answerBatch()
      _ = try job.loop().advance()
    }
    #expect(try job.report.status == .completed)
  }
}
