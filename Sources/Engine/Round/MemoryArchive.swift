package import Dataset
package import Domain
import Synchronization

/// An archive in memory, for simulations.
package final class MemoryArchive: RoundArchive {
  private let labels = Mutex<[Int: AutoLabels]>([:])
  private let model = MemoryFiles()
  private let challenger = MemoryFiles()

  package init() {}

  package func files(of role: ModelRole) -> any RoundFiles { role == .model ? model : challenger }

  package func save(_ autoLabels: AutoLabels, round: Int) {
    labels.withLock { $0[round] = autoLabels }
  }

  /// Keeps nothing: no item of a simulation is traced.
  package func save(labels: [Int], chances: [Double], round: Int) {}

  package func autoLabels(round: Int) -> AutoLabels? { labels.withLock { $0[round] } }

  package func autoLabel(of item: Item.ID, round: Int) -> Int? {
    labels.withLock { labels in
      guard let label = labels[round]?.labels[item], label >= 0 else { return nil }
      return Int(label)
    }
  }

  package func prune(before round: Int) {
    labels.withLock { labels in labels = labels.filter { $0.key >= round } }
    model.prune(before: round)
    challenger.prune(before: round)
  }
}

/// The files of one model, by round.
private final class MemoryFiles: RoundFiles {
  private let files = Mutex<[Int: [RoundFile: [UInt8]]]>([:])

  func save(_ bytes: [UInt8], as file: RoundFile, round: Int) {
    files.withLock { $0[round, default: [:]][file] = bytes }
  }

  func load(_ file: RoundFile, round: Int) -> [UInt8]? {
    files.withLock { $0[round]?[file] }
  }

  func prune(before round: Int) {
    files.withLock { files in files = files.filter { $0.key >= round } }
  }
}
