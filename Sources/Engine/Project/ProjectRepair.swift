package import Dataset
import Domain
package import Foundation
package import Store

/// The repairs before a loop begins: lost files are rebuilt, leftovers of killed processes removed.
///
/// Only the process that holds the loop's lock may do it.
package struct ProjectRepair {
  private let folder: ProjectFolder
  private let archive: FolderArchive

  package init(folder: ProjectFolder) {
    self.folder = folder
    archive = FolderArchive(folder: folder)
  }

  package func perform(
    _ manifest: Manifest, labelCount: Int, store: ProjectStore, now: Date
  ) throws {
    removeLeftovers()
    if !ProjectItems.hasIndex(of: manifest.count, in: folder) {
      try ProjectItems.writeIndex(of: manifest, in: folder)
      try store.note(.lineIndexRebuilt, now: now)
    }
    let round = try store.situation(now: now).currentRound
    let auto = try? archive.autoLabels(round: round)
    if round > 0, auto?.fit(items: manifest.count, labels: labelCount) != true {
      try store.makeRoundDue(because: .autoLabelsLost(round: round), now: now)
    }
  }

  /// Files under a temporary name: what was to take their place never did.
  private func removeLeftovers() {
    let files = FileManager.default
    let rounds = (try? files.contentsOfDirectory(atPath: folder.rounds)) ?? []
    for place in folder.folders + rounds.map({ "\(folder.rounds)/\($0)" }) {
      for name in (try? files.contentsOfDirectory(atPath: place)) ?? []
      where name.hasPrefix(".") && name.hasSuffix(".tmp") {
        try? files.removeItem(atPath: "\(place)/\(name)")
      }
    }
  }
}
