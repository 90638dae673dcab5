import Dataset
import Domain
import Engine
import Foundation
import Glibc
import Store
import Workbench

/// The files of a project that nothing needs any more, and those that stay.
struct Leftovers {
  struct Entry: Equatable {
    let path: String
    /// A description in a few words.
    let what: String
    /// The size in bytes of all that is in it.
    let size: Int
  }

  /// Entries in the order of their kinds.
  private(set) var goes: [Entry] = []
  /// Files and folders at the top of the project that stay, with what is left of them.
  private(set) var stays: [Entry] = []

  private let folder: ProjectFolder
  private let files = FileManager.default

  init(_ opened: OpenProject) throws {
    folder = opened.project.folder
    let round = try opened.store.situation(now: Date()).currentRound
    // The challenger of a round is judged by the one before.
    let first = opened.project.job.activeLearning.challenger == nil ? round : round - 1
    let isCompleted = try opened.store.report(now: Date()).status == .completed
    goes =
      oldRounds(before: first) + unfinished(first) + logs + olderDatabases + movedAside
      + partialOutput(isCompleted)
    stays = remaining
  }

  func lines(isDone: Bool) -> [String] {
    guard !goes.isEmpty else { return ["Nothing to remove.", stayingLine] }
    let verb = isDone ? "removed" : "to remove"
    let lines = goes.map { "  \(verb)  \(name($0.path)): \($0.what), \(SizeText.text($0.size))" }
    let total = SizeText.text(goes.reduce(0) { $0 + $1.size })
    return lines + ["\(total) \(isDone ? "removed" : "can be removed").", stayingLine]
  }

  private var stayingLine: String {
    let largest = stays.sorted { ($1.size, $0.path) < ($0.size, $1.path) }
    let named = largest.prefix(6).map { "\(name($0.path)) \(SizeText.text($0.size))" }
    let more = stays.count > 6 ? ", and \(NumberText.counted(stays.count - 6, "other"))" : ""
    return "Stays: \(SizeText.text(stays.reduce(0) { $0 + $1.size })) "
      + "(\(named.joined(separator: ", "))\(more))."
  }
}

extension Leftovers {
  private func oldRounds(before first: Int) -> [Entry] {
    names(in: folder.rounds).compactMap { Int($0) }.filter { $0 < first }.sorted().map {
      entry(folder.round($0), "files of an earlier round")
    }
  }

  /// Files under a temporary name; nobody writes the lead's files while the loop's lock is held.
  private func unfinished(_ first: Int) -> [Entry] {
    let rounds = names(in: folder.rounds).filter { Int($0).map { $0 >= first } ?? false }
    let places = folder.folders + [folder.scores] + rounds.map { "\(folder.rounds)/\($0)" }
    let temporary = places.flatMap { place in
      names(in: place).filter { $0.hasPrefix(".") && $0.hasSuffix(".tmp") && isOld(place, $0) }
        .map { entry("\(place)/\($0)", "unfinished file of a killed command") }
    }
    let making = MakingFolder.leftovers(beside: folder.path).map {
      entry($0, "unfinished folder of a killed command")
    }
    return temporary + making
  }

  /// An export or a screen may be writing a file right now: an hour is longer than any of them takes.
  private func isOld(_ place: String, _ name: String) -> Bool {
    var status = stat()
    return lstat("\(place)/\(name)", &status) == 0
      && time(nil) - status.st_mtim.tv_sec > 3_600
  }

  /// The log that was set aside, and a crash log that has grown large.
  private var logs: [Entry] {
    let old = entry("\(folder.log).1", "older part of the log")
    let crash = entry(folder.loopLog, "what crashed loops said")
    return [old].filter { files.fileExists(atPath: $0.path) }
      + [crash].filter { $0.size > ProjectLog.sizeLimit }
  }

  /// Databases as they were before an update; the latest stays.
  private var olderDatabases: [Entry] {
    let mark = "project.sqlite.version-"
    let versions = names(in: folder.path).filter { $0.hasPrefix(mark) }
      .compactMap { Int($0.dropFirst(mark.count)) }.sorted()
    return versions.dropLast().map {
      entry("\(folder.path)/\(mark)\($0)", "database before an earlier update")
    }
  }

  /// Files that a member of the group had put in the database's way.
  private var movedAside: [Entry] {
    names(in: folder.path)
      .filter { $0.hasPrefix("project.sqlite") && $0.contains(".moved-") }.sorted()
      .map { entry("\(folder.path)/\($0)", "file that kept others out") }
  }

  private func partialOutput(_ isCompleted: Bool) -> [Entry] {
    guard isCompleted, files.fileExists(atPath: folder.finalOutput),
      files.fileExists(atPath: folder.partialOutput)
    else { return [] }
    return [entry(folder.partialOutput, "partial output; the final one is there")]
  }

  private var remaining: [Entry] {
    names(in: folder.path).sorted().compactMap { name in
      let path = "\(folder.path)/\(name)"
      guard !goes.contains(where: { $0.path == path }) else { return nil }
      let inside = goes.filter { $0.path.hasPrefix("\(path)/") }.reduce(0) { $0 + $1.size }
      return Entry(path: path, what: "", size: size(path) - inside)
    }
  }

  private func names(in place: String) -> [String] {
    (try? files.contentsOfDirectory(atPath: place)) ?? []
  }

  private func name(_ path: String) -> String {
    path.hasPrefix("\(folder.path)/") ? String(path.dropFirst(folder.path.count + 1)) : path
  }

  private func entry(_ path: String, _ what: String) -> Entry {
    Entry(path: path, what: what, size: size(path))
  }

  /// The size of a file, or of all files below a folder; links are not followed.
  private func size(_ path: String) -> Int {
    var status = stat()
    guard lstat(path, &status) == 0 else { return 0 }
    guard status.st_mode & S_IFMT == S_IFDIR else { return Int(status.st_size) }
    return names(in: path).reduce(0) { $0 + size("\(path)/\($1)") }
  }
}
