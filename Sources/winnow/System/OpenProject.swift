import Dataset
import Domain
import Engine
import ExternalModel
import Foundation
import Glibc
import SQLiteDriver
import Store

/// A project with its store, as every command but `init` needs it.
struct OpenProject {
  /// The use that a command makes of a project; it decides about one of an older version.
  enum Purpose {
    /// Reads once: an older project is read through a copy in memory.
    case reading
    /// Goes on reading what others write: an older project is refused.
    case watching
    /// Writes: the lead's process brings an older project up to date.
    case writing
    /// Writes where it may, otherwise into a copy in memory: what it reads is the same.
    case exporting
  }

  let project: Project
  let store: ProjectStore
  /// The owner of the folder, or root, who becomes the owner: only the lead runs the loop.
  let isLead: Bool

  init(_ path: String, for purpose: Purpose) throws {
    try UserNamespace.requireOwner(of: path)
    try Privileges.becomeOwner(of: path)
    Self.clearLeadFiles(of: ProjectFolder(path: path))
    try Self.requireFiles(of: ProjectFolder(path: path))
    project = try Project.open(path: path)
    let folder = project.folder
    let owner = try Self.check(folder)
    isLead = owner == geteuid()
    if isLead { Self.endLeftPrograms(of: folder) }
    let opening = StoreOpening(
      folder: folder, assets: FolderAssets(folder: folder, contextKeys: project.contextKeys),
      isLead: isLead, leadSettings: project.leadSettings)
    var store = try opening.open(for: purpose)
    if isLead && purpose.writes,
      (try? store.replaceUnreadableSettings(project.leadSettings)) == true
    {
      Console.error("\(path): the database had settings that cannot be read; the lead's are back.")
    }
    // The lead decides at the dashboard of “watch”, too.
    if isLead { store.decisions = DecisionSeal(folder) }
    self.store = store
  }

  /// Throws unless this process may do what only the lead does, which `action` names.
  func requireLead(_ action: String) throws {
    guard isLead else {
      throw CommandError("only the owner of \(project.folder.path) (the lead) \(action)")
    }
  }

  /// Throws unless an output can be written: none into a project that can only be read.
  func requireOutput(_ output: String?) throws {
    let folder = project.folder
    guard output == nil, !FileSystem.canWrite(folder.database, in: folder.path) else { return }
    throw CommandError(
      "\(folder.path) can only be read; name a place for the output with --output FILE, or - for "
        + "standard output")
  }

  /// Returns what the seal of the answers finds, apart from what the lead has acknowledged.
  ///
  /// With the input's manifest the labels that came with it are compared, too.
  func recordFindings(
    _ input: Manifest? = nil, now: Date
  ) throws -> (open: [RecordFinding], seen: [RecordFinding]) {
    let last = try store.alarms().last { $0.alarm.kind == .records && !$0.isOpen }
    let seenAt = last?.acknowledgement?.at ?? .distantPast
    let all = try RecordCheck(
      folder: project.folder, store: store,
      isConsolidated: project.settings.consolidation == .dawidSkene,
      initialLabels: input.map { input in
        { [project] in try project.relabeled().initialLabel(input) }
      }
    ).inspect(now: now)
    return (all.filter { $0.foundAt > seenAt }, all.filter { $0.foundAt <= seenAt })
  }

  var archive: FolderArchive { FolderArchive(folder: project.folder) }

  /// Ends what a winnow that was killed could not end, and says so.
  private static func endLeftPrograms(of folder: ProjectFolder) {
    let ended = LeftPrograms.end(ofProject: folder.path)
    guard !ended.isEmpty else { return }
    let words = ended.count == 1 ? "a program" : "\(ended.count) programs"
    Console.error(
      "Ended \(words) that a killed winnow had left running: \(ended.joined(separator: "; ")).")
  }

  /// Moves aside what other users have put where only the lead's processes make files; does nothing for
  /// anyone but the lead.
  private static func clearLeadFiles(of folder: ProjectFolder) {
    guard let place = try? FileSystem.status(folder.path), place.st_uid == geteuid() else { return }
    let places = [
      folder.labelChanges, folder.settings, folder.startModel, folder.answerSeal,
      folder.decisionSeal, folder.loopLock, folder.log,
    ]
    for file in ObstructingFile.all(in: folder.path, at: places) {
      guard let moved = file.moveAside() else { continue }
      Console.error(
        "\(file.path) was \(file.owner)'s, where only you make a file; it is \(moved) now, which can be "
          + "removed.")
    }
  }

  /// Throws where something other than a file has a file's name: to open a pipe would wait for ever.
  ///
  /// `StoreOpening` moves aside files of other users beside the database.
  private static func requireFiles(of folder: ProjectFolder) throws {
    let files = [
      folder.database, folder.input, folder.job, folder.labelCategories, folder.labelChanges,
      folder.settings, folder.inputSeal, folder.answerSeal, folder.decisionSeal, folder.loopLock,
      folder.lineIndex, folder.graph, folder.stacks, folder.log,
    ]
    for path in files {
      var status = stat()
      guard stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { continue }
      throw CommandError("\(path): it is no file; move it away, or put the project's file back")
    }
  }

  /// Refuses what cannot be trusted, lets the group in where the folder does, and returns the owner.
  private static func check(_ folder: ProjectFolder) throws -> uid_t {
    try FileSystem.refuseNetwork(folder.path)
    let (place, database) = (
      try FileSystem.status(folder.path), try FileSystem.status(folder.database)
    )
    guard place.st_uid == database.st_uid else {
      throw CommandError(
        "\(folder.database): does not belong to the folder's owner, so someone else has put it "
          + "there; ask the lead")
    }
    // SQLite gives its own files the database's mode; all others are the group's to read.
    if place.st_mode & 0o070 != 0 { umask(0o027) }
    return place.st_uid
  }
}

extension OpenProject.Purpose {
  var writes: Bool { self == .writing || self == .exporting }
}

extension OpenProject {
  /// The report as this person may see it: gold is the lead's alone.
  func shown(_ report: ProjectReport) -> ProjectReport { isLead ? report : report.withoutGold }
}
