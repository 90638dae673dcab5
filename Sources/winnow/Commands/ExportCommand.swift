import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow export`.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export", abstract: "Writes the manifest with all labels.",
    discussion: """
      The file appears complete or not at all; the same state gives the same bytes. Forms: \
      \(formats).

        winnow export news
        winnow export news --partial --output so-far.manifest
        winnow export news --format csv --only human --output - | head
        winnow export news --model --annotations
      """)

  private static let formats = ExportFormat.allCases.map(\.rawValue).joined(separator: ", ")

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "Export an unfinished job; unlabeled lines are copied unchanged.")
  var partial = false

  @Option(
    help: ArgumentHelp(
      "Where to write, - for standard output (default: a file in the project's folder output).",
      valueName: "file"))
  var output: String?

  @Option(help: "The form to write (default: manifest).")
  var format: ExportFormat = .manifest

  @Option(
    help: ArgumentHelp(
      "Only items whose label is from there: human, auto, rejected (or failed), unlabeled.",
      valueName: "origin"))
  var only: [LabelOrigin] = []

  @Flag(
    help: "Also write each worker's answers with their times, as NAME.annotations.jsonl beside it.")
  var annotations = false

  @Flag(
    help: """
      Also write the model of the current round beside the manifest: the file model.winnow, or the \
      folder model of an external model.
      """)
  var model = false

  func validate() throws {
    if let output, model || annotations, !Self.canHaveFilesBeside(output) {
      throw ValidationError(
        "--model and --annotations write files beside the output; name one with --output")
    }
  }

  /// Whether an output is a file: nothing is written beside a device, a pipe or standard output.
  private static func canHaveFilesBeside(_ output: String) -> Bool {
    var status = stat()
    guard output != "-" else { return false }
    return stat(output, &status) != 0 || status.st_mode & S_IFMT == S_IFREG
  }

  func run() throws {
    let opened = try OpenProject(project, for: .exporting)
    try opened.requireOutput(output)
    try opened.store.settleReadyTasks(now: Date())
    try LabelConsolidation(opened.project, opened.project.leadSettings())?
      .perform(on: opened.store, now: Date())
    let counts = try opened.store.counts(now: Date())
    let status = try opened.store.situation(now: Date()).status
    // A round may still take auto-labels back.
    let isFinal = counts.unlabeled == 0 && (counts.auto == 0 || status == .completed)
    guard partial || !only.isEmpty || isFinal else {
      throw CommandError(
        counts.unlabeled > 0
          ? "\(counts.unlabeled) of \(counts.total) items are not labeled yet; --partial exports the "
            + "labels so far"
          : "the job goes on until its check of the auto-labels has passed, and may take some back; "
            + "--partial exports the labels so far")
    }
    let folder = opened.project.folder
    let path = output ?? defaultOutput(folder, isComplete: isFinal)
    let manifest = try opened.project.manifest()
    // Before anything is written: what cannot be handed over is known by then.
    let modelExport = model ? try self.modelExport(opened, manifest) : nil
    let exporter = Exporter(
      project: opened.project, manifest: manifest, store: opened.store, archive: opened.archive)
    var request = request(beside: path)
    request.showsGold = opened.isLead
    report(try exporter.write(request, to: path), path, request)
    if let modelExport { try write(modelExport, of: opened.project, beside: path) }
    for alarm in try opened.store.alarms() where alarm.isOpen {
      Console.error("Alarm \(alarm.id) is open: \(AlarmText.text(alarm.alarm))")
    }
  }

  /// Returns the file of the project's outputs that has the form and the part asked for.
  private func defaultOutput(_ folder: ProjectFolder, isComplete: Bool) -> String {
    if format == .manifest && only.isEmpty {
      return isComplete ? folder.finalOutput : folder.partialOutput
    }
    let parts = Set(only).map(\.rawValue).sorted().map { "-\($0)" }.joined()
    let form =
      format == .manifest || format.rawValue == format.fileExtension
      ? "" : ".\(format.rawValue)"
    return "\(folder.output)/labels\(parts)\(form).\(format.fileExtension)"
  }

  private func request(beside path: String) -> ExportRequest {
    var request = ExportRequest()
    request.format = format
    if !only.isEmpty { request.origins = Set(only) }
    request.annotationsPath = annotations ? Self.file(annotationsName(path), beside: path) : nil
    if format == .manifest, Self.canHaveFilesBeside(path) {
      request.labelCategoriesPath = LabelCategoryFile.path(beside: path)
    }
    return request
  }

  /// Returns the name of the answers' file; one beside a file of the lead's has its name.
  private func annotationsName(_ path: String) -> String {
    guard output != nil else { return "annotations.jsonl" }
    return URL(filePath: path).deletingPathExtension().lastPathComponent + ".annotations.jsonl"
  }

  private static func file(_ name: String, beside path: String) -> String {
    URL(filePath: path).deletingLastPathComponent().appending(path: name).relativePath
  }

  /// Says what was written: on standard error if the items themselves go to standard output.
  private func report(_ tally: ExportTally, _ path: String, _ request: ExportRequest) {
    let place = path == "-" ? "standard output" : path
    let text =
      "\(place): \(tally.written) items, \(tally.count(.human)) labeled by people, "
      + "\(tally.count(.auto)) by the model, \(tally.count(.unlabeled)) unlabeled, "
      + "\(tally.count(.rejected)) rejected."
    if path == "-" { Console.error(text) } else { Console.line(text) }
    if tally.leftOut.count > 0 {
      let lines = tally.leftOut.lines.map(String.init).joined(separator: ", ")
      let more = tally.leftOut.count > tally.leftOut.lines.count ? " …" : ""
      Console.error(
        "\(tally.leftOut.count) of them were left out, since their texts have words that begin with "
          + "__label__, which fastText takes for labels (lines of the input: \(lines)\(more)).")
    }
    if let path = request.annotationsPath { Console.line("\(path): the workers' answers.") }
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

  private func write(_ export: ModelExport, of project: Project, beside path: String) throws {
    let file = Self.file(export.name, beside: path)
    try export.write(to: file)
    Console.line(
      "\(file): the model of round \(export.round), trained on \(export.labelCount) labels.")
    guard export.isBuiltIn else { return }
    if FileManager.default.fileExists(atPath: project.folder.startModel) {
      Console.line(
        "  It has what this job learned; the start model, which predicted beside it, is not in it.")
    }
    Console.line("  winnow model predict --model \(file) NEW.manifest")
    Console.line("  winnow model serve --model \(file)")
  }
}

extension ExportFormat: ExpressibleByArgument {}

extension LabelOrigin: ExpressibleByArgument {}
