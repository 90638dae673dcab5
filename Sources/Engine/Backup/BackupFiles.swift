import Dataset
import Domain
import Foundation

/// The files of a project that a backup has, by their names in it.
enum BackupFiles {
  static let database = "project.sqlite"
  static let input = "input.manifest"
  /// Written before the database is copied: a seal of later answers would not fit an earlier copy.
  static let seal = "answers.seal"

  /// Those that stand in the folder itself; the seal and the database are not among them.
  static let fixed = [
    input, "input.seal", "input.lines", "job.json", "job.home", "settings.json",
    "label-categories.json", "label-keys.json", "label-changes.json", "worker-task-template",
    "start-model.winnow",
    "graph", "stacks",
  ]

  /// Whether a backup may have a file of this name.
  static func isKnown(_ name: String) -> Bool {
    if fixed.contains(name) || name == database || name == seal { return true }
    let parts = name.split(separator: "/")
    return parts.count > 2 && parts[0] == "rounds" && Int(parts[1]) != nil
  }

  /// Returns the plain files of the rounds up to the current one that are kept.
  static func ofRounds(_ folder: ProjectFolder, through current: Int) -> [String] {
    let files = FileManager.default
    let rounds = ((try? files.contentsOfDirectory(atPath: folder.rounds)) ?? [])
      .compactMap { Int($0) }.filter { $0 <= current && $0 >= current - 1 }.sorted()
    return rounds.flatMap { round -> [String] in
      let names = files.enumerator(atPath: folder.round(round))?.compactMap { $0 as? String } ?? []
      return names.sorted().map { "rounds/\(round)/\($0)" }
    }.filter { name in
      let isTemporary = name.split(separator: "/").last.map {
        $0.hasPrefix(".") && $0.hasSuffix(".tmp")
      }
      let type = (try? files.attributesOfItem(atPath: "\(folder.path)/\(name)"))?[.type]
      return isTemporary != true && type as? FileAttributeType == .typeRegular
    }
  }
}
