package import Dataset
package import Domain
import Foundation
import Synchronization

/// Where a round's steps keep their results until the next step, or after a kill the next process,
/// takes them up.
package protocol RoundArchive: Sendable {
  /// Keeps a file of a round; it is durable when the method returns.
  func save(_ bytes: [UInt8], as file: RoundFile, round: Int) throws

  /// Gives back what was kept; nil if nothing was.
  func load(_ file: RoundFile, round: Int) throws -> [UInt8]?

  /// Keeps the auto-labels so that single ones can be read fast.
  func save(_ autoLabels: AutoLabels, round: Int) throws

  func autoLabels(round: Int) throws -> AutoLabels?

  /// Reads one auto-label; nil where the round left the item to people.
  func autoLabel(of item: Item.ID, round: Int) throws -> Int?

  /// Forgets what rounds before this one needed to be resumed; their auto-labels' traces stay in
  /// the store.
  func prune(before round: Int) throws
}

/// The archive of a project: a folder a round, a sealed file a step.
package struct FolderArchive: RoundArchive {
  private let folder: ProjectFolder
  private let role: ModelRole

  package init(folder: ProjectFolder, role: ModelRole = .model) {
    self.folder = folder
    self.role = role
  }

  package func save(_ bytes: [UInt8], as file: RoundFile, round: Int) throws {
    try makeFolder(round)
    try SealedFile.write(bytes, kind: file.kind, to: folder.round(round, file, of: role))
  }

  package func load(_ file: RoundFile, round: Int) throws -> [UInt8]? {
    let path = folder.round(round, file, of: role)
    guard FileManager.default.fileExists(atPath: path) else { return nil }
    return try SealedFile.read(path, kind: file.kind)
  }

  package func save(_ autoLabels: AutoLabels, round: Int) throws {
    try makeFolder(round)
    try autoLabels.write(to: folder.round(round, .autoLabels))
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

  private func makeFolder(_ round: Int) throws {
    let path = folder.round(round, of: role)
    guard !FileManager.default.fileExists(atPath: path) else { return }
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    Ownership.handOver(path)
  }
}

/// An archive that lives as long as its process: for rehearsals.
package final class MemoryArchive: RoundArchive {
  private struct Contents {
    var files: [Int: [RoundFile: [UInt8]]] = [:]
    var autoLabels: [Int: AutoLabels] = [:]
  }

  private let contents = Mutex(Contents())

  package init() {}

  package func save(_ bytes: [UInt8], as file: RoundFile, round: Int) {
    contents.withLock { $0.files[round, default: [:]][file] = bytes }
  }

  package func load(_ file: RoundFile, round: Int) -> [UInt8]? {
    contents.withLock { $0.files[round]?[file] }
  }

  package func save(_ autoLabels: AutoLabels, round: Int) {
    contents.withLock { $0.autoLabels[round] = autoLabels }
  }

  package func autoLabels(round: Int) -> AutoLabels? {
    contents.withLock { $0.autoLabels[round] }
  }

  package func autoLabel(of item: Item.ID, round: Int) -> Int? {
    contents.withLock { contents in
      guard let label = contents.autoLabels[round]?.labels[item], label >= 0 else { return nil }
      return Int(label)
    }
  }

  package func prune(before round: Int) {
    contents.withLock { contents in
      contents.files = contents.files.filter { $0.key >= round }
      contents.autoLabels = contents.autoLabels.filter { $0.key >= round }
    }
  }
}
