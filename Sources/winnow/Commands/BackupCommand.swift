import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import Workbench

/// `winnow backup`.
struct BackupCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "backup", abstract: "Copies a project into one file, while people work on it.",
    discussion: """
      The file is a tar archive, which you alone can read: the answers, the input, the job and its \
      settings, and the current round. Exports and logs are not in it: “winnow export” writes the same \
      again. It is read back and compared before the command ends with 0.

        winnow backup news news-friday.tar
        winnow restore news-friday.tar news-again
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The file to write; one of this name is replaced.")
  var file: String

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    try opened.requireLead("backs it up")
    guard file != "-" else { throw CommandError("name a file: a backup is read back from it") }
    let contents = try ProjectBackup(opened.project, driver: .sqlite(opened.project.folder))
      .write(to: file, now: Date())
    let size = (try FileManager.default.attributesOfItem(atPath: file)[.size] as? Int) ?? 0
    Console.line(
      "\(file): \(SizeText.text(size)), \(NumberText.counted(contents.answers, "answer")) as of "
        + "round \(contents.round), read back and compared. “winnow restore "
        + "\(ShellWord.quoted(file)) NEWFOLDER” makes the project again.")
    for finding in try opened.recordFindings(now: Date()).open {
      Console.error("The copy has this, too: \(RecordText.text(finding))")
    }
  }
}

/// `winnow restore`.
struct RestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Makes a project again from a backup.",
    discussion: """
      Nothing is made unless every file is as it was written, and the database has the answers that it \
      had. The folder is yours alone, also if the project was for a group.

        winnow restore news-friday.tar news-again
        winnow doctor news-again
      """)

  @Argument(help: "The backup.")
  var file: String

  @Argument(help: "The folder to make.")
  var folder: String

  func run() throws {
    try FileSystem.refuseNetwork(URL(filePath: folder).deletingLastPathComponent().path)
    let contents = try ProjectRestore(
      path: file, driver: .sqlite(ProjectFolder(path: folder))
    ).make(at: folder)
    // A project of an older version stays as it is until the lead works on it.
    if let opened = try? OpenProject(folder, for: .watching) {
      try opened.store.endCopiedSessions(now: Date())
    }
    let answers = NumberText.counted(contents.answers, "answer")
    Console.line(
      "\(folder): \(contents.job) as of \(CreationDate.text(contents.madeAt).prefix(19)) UTC, "
        + "\(answers), round \(contents.round). “winnow label \(ShellWord.quoted(folder))” goes on."
    )
  }
}

extension ProjectBackup.Driver {
  /// The database of a project's folder as a SQLite file.
  static func sqlite(_ folder: ProjectFolder) -> ProjectBackup.Driver {
    ProjectBackup.Driver(
      copy: { path in try SQLiteDatabase(reading: folder.database).copy(to: path) },
      inspect: { path in
        let database = try SQLiteDatabase(reading: path)
        if let fault = try database.faults(isThorough: false).first {
          throw FileFaults(file: path, BackupFault.unsound(fault))
        }
        let assets = FolderAssets(folder: folder, contextKeys: [])
        let store: ProjectStore
        do { store = try ProjectStore(database, assets: assets) } catch StoreError.olderSchema {
          let copy = try SQLiteDatabase(copying: path)
          try ProjectStore.prepare(copy)
          store = try ProjectStore(copy, assets: assets)
        }
        let digest = try store.recordDigest(of: [], through: 0)
        return BackupDatabase(
          counts: try store.counts(now: .distantPast),
          round: try store.situation(now: .distantPast).currentRound,
          answers: Int(digest.latest))
      })
  }
}
