import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow verify`.
struct VerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Checks an output manifest against its project.",
    discussion: """
      The manifest must have every line of the input, in order and with every key unchanged; every \
      label, date and class name must be valid; and the labels must be those of the project.

        winnow verify news
        winnow verify news so-far.manifest
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The manifest (default: the project's final or else its partial output).")
  var manifest: String?

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    let path = try manifest ?? Self.latestOutput(opened.project.folder, project)
    let input = try opened.project.manifest()
    let output = try MappedFile(path: path)
    let found = try ManifestVerification.check(
      output, attribute: opened.project.job.labelAttributeName, labels: opened.project.labels,
      jobName: opened.project.outputJobName, input: input)
    guard found.isSound else { throw FileFaults(found.faults, isCut: found.isCut) }
    try Self.requireUnchangedRecords(opened, input)
    try compare(with: opened, output: output, input: input)
    Console.line(
      "\(path): \(found.lines) lines, all verified: \(found.human) labeled by people, "
        + "\(found.auto) by the model, \(found.unlabeled) unlabeled, \(found.rejected) rejected.")
  }

  /// Throws if answers, labels or counts are not those that were sealed, unless the lead has looked.
  private static func requireUnchangedRecords(_ opened: OpenProject, _ input: Manifest) throws {
    let found = try opened.recordFindings(input, now: Date()).open
    guard !found.isEmpty else { return }
    throw CommandError(
      found.map(RecordText.text).joined(separator: "\n")
        + "\nThe manifest has what the database says now; compare with a backup, or go on with “winnow "
        + "alarms acknowledge”")
  }

  private static func latestOutput(_ folder: ProjectFolder, _ project: String) throws -> String {
    let outputs = [folder.finalOutput, folder.partialOutput]
    guard let found = outputs.first(where: { FileManager.default.fileExists(atPath: $0) }) else {
      throw CommandError(
        "nothing was exported yet; “winnow export \(project) --partial” writes the labels so far")
    }
    return found
  }

  /// Compares a valid manifest with a new export: the same state gives the same bytes.
  private func compare(
    with opened: OpenProject, output: MappedFile, input: Manifest
  ) throws {
    let exporter = Exporter(
      project: opened.project, manifest: input, store: opened.store, archive: opened.archive)
    // It has no name: also a killed command leaves nothing.
    let fresh = try freshExport(exporter, opened)
    let isCurrent = try MappedFile(path: "/proc/self/fd/\(fresh.descriptor)").withBytes { fresh in
      output.withBytes { $0.elementsEqual(fresh) }
    }
    guard !isCurrent else { return }
    throw CommandError(
      "\(output.path): valid, but not the project's current state; “winnow export "
        + "\(ShellWord.quoted(project)) --partial” writes that")
  }

  /// Writes the project's state anew, of one instant with its counts.
  private func freshExport(_ exporter: Exporter, _ opened: OpenProject) throws -> UnlinkedFile {
    for _ in 0..<Self.mostTries {
      let before = try opened.store.version()
      let fresh = try UnlinkedFile(for: "the project's current state")
      let tally = try exporter.write(into: fresh)
      if try tally.agrees(with: opened.store.counts(now: Date())) { return fresh }
      // People label meanwhile: counts and labels were of two instants.
      guard try opened.store.version() != before else { break }
    }
    throw CommandError(
      "the project's counts differ from its labels; verify again while nobody labels; if they still "
        + "differ, keep a copy of the folder and report it as a bug of winnow")
  }

  private static let mostTries = 5
}
