import Dataset
import ArgumentParser
import Domain
import Engine
import Foundation
import SQLiteDriver
import Store
import Workbench

/// `winnow init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a project from a labeling job request.",
    discussion: """
      Checks the job, its label categories, its template and every line of the manifest. Reports all \
      faults with file and line, and makes the project only if there are none.

        winnow init news --job job.json --input news.manifest
      """)

  @Argument(help: "The project's folder, which must not exist yet.")
  var project: String

  @Option(help: "The labeling job request (JSON).")
  var job: String

  @Option(help: "The input manifest, instead of the job's own.")
  var input: String?

  @Flag(help: "Let members of the folder's group label, too.")
  var group = false

  func run() throws {
    let parent = URL(filePath: project).deletingLastPathComponent().path
    try FileSystem.refuseNetwork(parent)
    let creation = ProjectCreation(
      .init(
        jobPath: job, manifestPath: input, reservedKeys: KeyMap.reservedKeys, isForGroup: group)
    ) { path, setup in try ProjectStore.create(path: path, setup: setup, now: Date()) }
    let checked = try creation.check()
    if checked.manifest.count > 50_000 {
      Console.error(
        "Building the neighbor graph of \(checked.manifest.count) texts, once.")
    }
    let made = try creation.create(at: project, from: checked)
    try report(made, checked)
  }

  private func report(_ made: Project, _ checked: ProjectCreation.Checked) throws {
    let labeled = checked.manifest.lines.count { $0.initialLabel != nil }
    print("\(project): \(checked.manifest.count) items, \(labeled) of them labeled.")
    if !checked.job.ignoredFields.isEmpty {
      let fields = checked.job.ignoredFields.joined(separator: ", ")
      Console.error("Accepted and ignored on a local machine: \(fields).")
    }
    Console.error("Outputs go to \(made.folder.path)/output. Next: winnow label \(project)")
  }
}
