import Dataset
import Domain
import Foundation
import TestSupport
import Testing

@testable import Engine

@Suite struct RoundScoresTests {
  @Test("The scores of the latest rounds are kept, and read for one item")
  func latest() throws {
    let place = try TemporaryFolder()
    let archive = FolderArchive(folder: ProjectFolder(path: place.url.path))
    let items = 10_000_000
    #expect(FolderArchive.keptScores(of: items) == 8)
    #expect(FolderArchive.keptScores(of: 422_937) == 158)
    for round in 1...10 {
      try archive.save(labels: [round, 3], chances: [0.5, 1], round: round)
    }
    #expect(archive.scores(of: 0, through: 10).map(\.label) == Array(1...10))
    try archive.removeScores(through: 10 - FolderArchive.keptScores(of: items))
    let kept = archive.scores(of: 1, through: 10)
    #expect(kept.map(\.round) == Array(3...10) && kept.allSatisfy { $0.chance == 1 })
    #expect(archive.scores(of: 2, through: 10).isEmpty)
  }
}
