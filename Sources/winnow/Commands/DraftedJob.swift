import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation

/// The job and manifest that `init --labels` makes, in a folder beside the project until it has copies.
struct DraftedJob {
  private let folder: String
  let job: String
  let manifest: String

  /// The folder where relative paths of the job start, should the lead add any.
  let home: String

  init(of command: InitCommand, labels: String, input: String) throws {
    let project = URL(filePath: command.project).standardizedFileURL
    guard let attribute = LabelAttributeName(command.attribute) else {
      throw ValidationError("“\(command.attribute)” cannot be a LabelAttributeName")
    }
    guard !FileManager.default.fileExists(atPath: labels) else {
      throw ValidationError(
        "--labels takes the labels themselves, as in b=Bug,q=Question; a label category file goes "
          + "with a job (--job)")
    }
    let draft = JobDraft(
      name: project.lastPathComponent, attribute: attribute, labels: labels,
      contextKeys: command.context)
    let labels = try draft.labelSet()
    home = project.deletingLastPathComponent().path
    folder = try MakingFolder.path(for: project.path)
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: false,
        attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandError(path: home, code: errno)
    }
    do {
      job = try draft.write(to: folder)
      manifest = try Self.prepare(input, draft, labels, in: folder, command.options)
    } catch {
      try? FileManager.default.removeItem(atPath: folder)
      throw error
    }
  }

  func remove() { try? FileManager.default.removeItem(atPath: folder) }

  /// Returns the manifest of a file of texts; one that is a manifest already stays as it is.
  private static func prepare(
    _ input: String, _ draft: JobDraft, _ labels: LabelSet, in folder: String,
    _ options: InputOptions
  ) throws -> String {
    let place = ProjectFolder(path: folder)
    var preparation = try options.preparation(
      attribute: draft.attribute, jobName: "labeling-job/\(draft.name)")
    preparation.labelMap = preparation.labelMap ?? LabelMap(labels)
    preparation.labeled = .all
    let file = try PackedFile.open(input)
    let prepared = try Preparation(file, options: preparation)
    for line in InputReport(prepared, name: file.name).lines { Console.error(line) }
    let isUsable = prepared.survey.isManifest(under: draft.attribute) && file.isRegular
    if isUsable, options.sample == nil { return input }
    let report = try prepared.write(manifest: place.input)
    if report.labeled > 0 {
      Console.error(
        "\(report.labeled) of \(report.written) rows have a label in \(input) and count as labeled."
      )
    }
    return place.input
  }
}
