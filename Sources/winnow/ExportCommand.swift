internal import ArgumentParser
internal import Dataset
internal import Engine
internal import Foundation
internal import SQLiteStore

/// `winnow export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the manifest with all labels.",
    discussion: """
      The file appears whole or not at all; the same state gives the same bytes.

        winnow export news
        winnow export news --partial --output so-far.manifest
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "Also while the job goes on; unlabeled lines stay as they came.")
  var partial = false

  @Option(help: "Where to write (default: the project's output/final_output.manifest).")
  var output: String?

  func run() throws {
    let opened = try OpenProject(project)
    try LabelConsolidation(opened.project.job, labelCount: opened.project.labels.count)?
      .perform(on: opened.store)
    let report = try opened.store.report(now: Date())
    let counts = report.counts
    guard partial || counts.unlabeled == 0 else {
      throw ExportError.unfinished(unlabeled: counts.unlabeled, of: counts.total)
    }
    let folder = opened.project.folder
    let path = output ?? (counts.unlabeled == 0 ? folder.finalOutput : folder.partialOutput)
    let exporter = Exporter(
      project: opened.project, manifest: try opened.project.manifest(), store: opened.store,
      archive: opened.archive)
    let tally = try exporter.write(to: path)
    print(
      "\(path): \(counts.total) lines, \(tally.human) labeled by people, "
        + "\(tally.auto) by the model, \(tally.unlabeled) unlabeled, \(tally.failed) taken out.")
  }
}

/// Why nothing is exported.
enum ExportError: Error, Equatable, CustomStringConvertible {
  case unfinished(unlabeled: Int, of: Int)

  var description: String {
    switch self {
    case .unfinished(let unlabeled, let total):
      "\(unlabeled) of \(total) items are not labeled yet; --partial exports what is there"
    }
  }
}
