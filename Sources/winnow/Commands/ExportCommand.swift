import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store

/// `winnow export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the manifest with all labels.",
    discussion: """
      The file appears complete or not at all; the same state gives the same bytes.

        winnow export news
        winnow export news --partial --output so-far.manifest
        winnow export news --model
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "Export an unfinished job; unlabeled lines are copied unchanged.")
  var partial = false

  @Option(help: "Where to write (default: the project's output/final_output.manifest).")
  var output: String?

  @Flag(
    help: """
      Also write the model of the current round beside the manifest: the file model.winnow, or the \
      folder model of an external model.
      """)
  var model = false

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.store.settleReadyTasks(now: Date())
    try LabelConsolidation(opened.project, opened.project.leadSettings())?
      .perform(on: opened.store, now: Date())
    let report = try opened.store.report(now: Date())
    let counts = report.counts
    guard partial || counts.unlabeled == 0 else {
      throw CommandError(
        "\(counts.unlabeled) of \(counts.total) items are not labeled yet; --partial exports "
          + "the labels so far")
    }
    let folder = opened.project.folder
    let path = output ?? (counts.unlabeled == 0 ? folder.finalOutput : folder.partialOutput)
    let manifest = try opened.project.manifest()
    // Before anything is written: what cannot be handed over is known by then.
    let modelExport = model ? try self.modelExport(opened, manifest) : nil
    let exporter = Exporter(
      project: opened.project, manifest: manifest, store: opened.store, archive: opened.archive)
    let tally = try exporter.write(to: path)
    print(
      "\(path): \(counts.total) lines, \(tally.human) labeled by people, "
        + "\(tally.auto) by the model, \(tally.unlabeled) unlabeled, \(tally.rejected) rejected.")
    if let modelExport { try write(modelExport, beside: path) }
  }

  private func modelExport(_ opened: OpenProject, _ manifest: Manifest) throws -> ModelExport {
    let situation = try opened.store.situation(now: Date())
    let export = try ModelExport(
      project: opened.project, manifest: manifest, champion: situation.champion,
      round: situation.currentRound)
    if let output, URL(filePath: output).lastPathComponent == export.name {
      throw CommandError(
        "\(output) is the path of the model; give the manifest another name")
    }
    return export
  }

  private func write(_ export: ModelExport, beside path: String) throws {
    let file = URL(filePath: path).deletingLastPathComponent()
      .appending(path: export.name).relativePath
    try export.write(to: file)
    print(
      "\(file): the model of round \(export.round), trained on \(export.labelCount) labels.")
    guard export.isBuiltIn else { return }
    print("  winnow model predict --model \(file) NEW.manifest")
    print("  winnow model serve --model \(file)")
  }
}
