import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Workbench
import Glibc
import Learning
import SQLiteDriver
import Store

/// `winnow init`.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Makes a project from a labeling job request, or from labels.",
    discussion: """
      Checks the job, its label categories, its template and every line of the manifest. Reports all \
      faults with file and line, and makes the project only if there are none.

      Without --job, one is made of --labels, and --input may be any file that “winnow prepare” reads. \
      Labels in that file are kept: its rows count as labeled. “winnow help job” explains a job's fields.

        winnow init news --job job.json --input news.manifest
        winnow init tickets --labels b=Bug,q=Question,o=Other --input tickets.csv
      """)

  @Argument(help: "The project's folder, which must not exist yet.")
  var project: String

  @Option(help: ArgumentHelp("The labeling job request (JSON).", valueName: "file"))
  var job: String?

  @Option(
    help: ArgumentHelp("Instead of a job: its labels, with keys or without.", valueName: "labels"))
  var labels: String?

  @Option(
    help: ArgumentHelp(
      "The input manifest, instead of the job's own; with --labels any file of texts.",
      valueName: "file"))
  var input: String?

  @Option(
    help: ArgumentHelp(
      "The label category file, instead of the job's own.", valueName: "file"))
  var labelCategories: String?

  @Flag(
    help:
      "Let members of a group label, too: that of the place, if its folders pass it on, or yours.")
  var group = false

  @Option(help: ArgumentHelp("Let members of this group label, too.", valueName: "name"))
  var groupName: String?

  @Option(
    help: ArgumentHelp(
      "With --labels: a column or key to show beside the text; repeat it for more.",
      valueName: "column"))
  var context: [String] = []

  /// The treatment of auto-labels of before.
  enum AutoLabelChoice: String, ExpressibleByArgument, CaseIterable {
    case keep, ask
  }

  @Option(
    help: """
      Where the input is the output of a job: keep its auto-labels as they are, or have their items asked \
      and labeled anew.
      """)
  var autoLabels = AutoLabelChoice.keep

  @Option(
    help: ArgumentHelp(
      """
      Start with the model of an earlier job, which is asked beside the job's own: its file, or a \
      project that “winnow export --model” wrote one for.
      """, valueName: "file"))
  var startModel: String?

  /// Whether `label` made the project, and opens it next.
  @Flag(help: .hidden)
  var isOffered = false

  @Option(help: "With --labels: the key of the labels in the manifest.")
  var attribute = "category"

  @OptionGroup(title: "Options of --labels, for reading the input")
  var options: InputOptions

  func validate() throws {
    switch (job, labels) {
    case (nil, nil):
      throw ValidationError(
        "a project needs a job or labels: --job FILE, or --labels b=Business,t=Technology --input FILE"
      )
    case (_?, _?):
      throw ValidationError("--job has labels of its own; give either --job or --labels")
    case (nil, _?):
      if input == nil { throw ValidationError("--labels needs the texts: add --input FILE") }
    case (_?, nil): break
    }
  }

  func run() throws {
    guard !FileManager.default.fileExists(atPath: project) else {
      throw ProjectError.exists(project)
    }
    let parent = URL(filePath: project).deletingLastPathComponent().path
    try FileSystem.refuseNetwork(parent)
    try FileSystem.requireWritable(parent)
    if let job {
      try make(job: job, manifest: input)
    } else if let labels, let input {
      let draft = try DraftedJob(of: self, labels: labels, input: input)
      defer { draft.remove() }
      try make(job: draft.job, manifest: draft.manifest, home: draft.home)
      Console.error("The job that was made: \(ProjectFolder(path: project).job)")
    }
    if !isOffered { Console.error("Next: winnow label \(ShellWord.quoted(project))") }
  }

  private func make(job: String, manifest: String?, home: String? = nil) throws {
    var source = ProjectCreation.Source(
      jobPath: job, manifestPath: manifest, isForGroup: group || groupName != nil)
    source.home = home
    source.asksAutoLabels = autoLabels == .ask
    source.startModelPath = startModel
    source.labelCategoryPath = labelCategories
    source.group = try groupName.map { try ProjectGroup.number(of: $0) }
    if group, groupName == nil { try ProjectGroup.refuseRoots(for: project) }
    let creation = ProjectCreation(source) { path, setup in
      try ProjectStore.create(path: path, setup: setup, now: Date())
    }
    let checked = try check(creation, manifest)
    Self.announceGraph(checked.manifest.count)
    _ = try creation.create(at: project, from: checked)
    if home == nil { reportFields(checked.job) }
    let labeled = checked.manifest.lines.count { $0.initialLabel != nil }
    Console.line(
      "\(project): \(NumberText.counted(checked.manifest.count, "item")), \(labeled) labeled.")
    if let model = checked.startModel {
      Console.line("It starts with a model of \(model.classifier.labelCount) labels.")
    }
  }

  private static func announceGraph(_ count: Int) {
    guard count > 50_000 else { return }
    Console.error(
      count > NeighborGraph.rowLimit
        ? "\(count) texts are too many for a neighbor graph (up to \(NeighborGraph.rowLimit)): the model "
          + "learns from their words alone, and near-duplicates are not found."
        : "Building the neighbor graph of \(count) texts, once.")
  }

  private func check(
    _ creation: ProjectCreation, _ manifest: String?
  ) throws -> ProjectCreation.Checked {
    do {
      return try creation.check()
    } catch let error as FileFaults {
      if let manifest, error.faults.allSatisfy({ $0.file == manifest }) {
        try TextsFile.refuse(manifest)
        try refuseOtherLabels(of: manifest, error)
      }
      throw error
    }
  }

  /// Throws if a manifest that does not fit the job's labels is an output with labels of its own, with
  /// the option that makes it fit.
  private func refuseOtherLabels(of manifest: String, _ error: FileFaults) throws {
    let own = LabelCategoryFile.path(beside: manifest)
    guard labelCategories == nil, FileManager.default.fileExists(atPath: own) else { return }
    throw CommandError(
      "\(error)\nThe labels were changed in the job that wrote it; add --label-categories "
        + "\(ShellWord.quoted(own)) to the command to take them over")
  }

  private func reportFields(_ job: LabelingJob) {
    for difference in job.differences {
      Console.error("\(difference.field): \(difference.meaning).")
    }
    guard !job.ignoredFields.isEmpty else { return }
    let fields = job.ignoredFields.joined(separator: ", ")
    Console.error("Without a meaning on a local machine: \(fields).")
  }
}
