package import Dataset
package import Domain
import Foundation

/// The rounds of a project's folder: one folder per round, one sealed file per step (see FILES.md).
package struct FolderArchive: RoundArchive {
  let folder: ProjectFolder

  package init(folder: ProjectFolder) {
    self.folder = folder
  }

  package func files(of role: ModelRole) -> any RoundFiles {
    FolderFiles(folder: folder, role: role)
  }

  package func save(_ autoLabels: AutoLabels, round: Int) throws {
    try folder.makeRound(round)
    try autoLabels.write(to: folder.round(round, .autoLabels))
  }

  package func save(labels: [Int], chances: [Double], round: Int) throws {
    try FileManager.default.createDirectory(
      atPath: folder.scores, withIntermediateDirectories: true)
    try RoundScores.write(labels: labels, chances: chances, to: folder.scores(round))
    try removeScores(through: round - Self.keptScores(of: labels.count))
  }

  /// The number of latest rounds whose scores are kept: 256 MiB of them, and eight at least.
  static func keptScores(of items: Int) -> Int { max(8, (64 << 20) / max(1, items)) }

  func removeScores(through round: Int) throws {
    for old in try FileManager.default.contentsOfDirectory(atPath: folder.scores) {
      guard let number = Int(old), number <= round else { continue }
      try FileManager.default.removeItem(atPath: folder.scores(number))
    }
  }

  package func autoLabels(round: Int) throws -> AutoLabels? {
    round > 0 ? try AutoLabels(path: folder.round(round, .autoLabels)) : nil
  }

  package func autoLabel(of item: Item.ID, round: Int) throws -> Int? {
    try AutoLabels.label(of: item, path: folder.round(round, .autoLabels))
  }

  package func prune(before round: Int) throws {
    for old in try FileManager.default.contentsOfDirectory(atPath: folder.rounds) {
      guard let number = Int(old), number < round else { continue }
      try FileManager.default.removeItem(atPath: folder.round(number))
    }
  }
}

/// The files of one model in the round folders.
private struct FolderFiles: RoundFiles {
  let folder: ProjectFolder
  let role: ModelRole

  func save(_ bytes: [UInt8], as file: RoundFile, round: Int) throws {
    try folder.makeRound(round, of: role)
    try SealedFile.write(bytes, kind: file.kind, to: folder.round(round, file, of: role))
  }

  func load(_ file: RoundFile, round: Int) throws -> [UInt8]? {
    let path = folder.round(round, file, of: role)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try SealedFile.read(path, kind: file.kind)
  }
}

extension ProjectFolder {
  fileprivate func makeRound(_ number: Int, of role: ModelRole = .model) throws {
    let path = round(number, of: role)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }
}
