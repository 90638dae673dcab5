import Dataset
import Domain
import Foundation

/// The files of a project that a backup has, by their names in it.
enum BackupFiles {
  static let database = "project.sqlite"
  static let input = "input.manifest"
  /// Written before the database is copied: a seal of later answers would not fit an earlier copy.
  static let seal = "answers.seal"
  /// The same before and after the database is copied: another one would not fit the copy.
  static let decisions = "decisions.seal"

  /// Those that stand in the folder itself; the seals and the database are not among them.
  static let fixed = [
    input, "input.seal", "input.lines", "job.json", "job.home", "settings.json",
    "label-categories.json", "label-keys.json", "label-changes.json", "worker-task-template",
    "start-model.winnow",
    "graph", "stacks",
  ]

  /// Whether a backup may have a file of this name.
  static func isKnown(_ name: String) -> Bool {
    if fixed.contains(name) || [database, seal, decisions].contains(name) { return true }
    let parts = name.split(separator: "/")
    return parts.count > 2 && parts[0] == "rounds" && (Int(parts[1]) != nil || parts[1] == "scores")
  }

  /// Returns the plain files of the last rounds up to the current one, and the scores of all.
  static func ofRounds(_ folder: ProjectFolder, through current: Int) -> [String] {
    let files = FileManager.default
    let rounds = ((try? files.contentsOfDirectory(atPath: folder.rounds)) ?? [])
      .compactMap { Int($0) }.filter { $0 <= current && $0 >= current - 1 }.sorted()
    return rounds.flatMap { round -> [String] in
      let names = files.enumerator(atPath: folder.round(round))?.compactMap { $0 as? String } ?? []
      return names.sorted().map { "rounds/\(round)/\($0)" }
    }.filter { isWhole(folder, $0) } + scores(folder, through: current)
  }

  private static func scores(_ folder: ProjectFolder, through current: Int) -> [String] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.scores)) ?? []
    return names.compactMap { Int($0) }.filter { $0 <= current }.sorted()
      .map { "rounds/scores/\($0)" }.filter { isWhole(folder, $0) }
  }

  /// Whether a file is a plain one that nobody is writing.
  private static func isWhole(_ folder: ProjectFolder, _ name: String) -> Bool {
    let isTemporary = name.split(separator: "/").last.map {
      $0.hasPrefix(".") && $0.hasSuffix(".tmp")
    }
    let path = "\(folder.path)/\(name)"
    let type = (try? FileManager.default.attributesOfItem(atPath: path))?[.type]
    return isTemporary != true && type as? FileAttributeType == .typeRegular
  }
}
