import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Glibc
import SQLiteDriver
import Store

/// `winnow demo`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Makes a project from the sample data and opens it.",
    discussion: """
      A fifth of the headlines is labeled already, so the loop starts at once. Where there is no \
      terminal, or with --simulate, scripted labelers answer and the progress is printed.

        winnow demo
        winnow demo my-demo --simulate
      """)

  @Argument(help: "The project's folder (default: a new one among the temporary files).")
  var project: String?

  @Flag(help: "Let scripted labelers answer from the gold labels.")
  var simulate = false

  func run() throws {
    let sample = try SampleProject.find()
    let path = project ?? Self.temporaryPath
    let checked = try sample.make(at: path)
    if simulate || isatty(STDOUT_FILENO) == 0 || isatty(STDIN_FILENO) == 0 {
      try ScriptedDemo(path, gold: sample.answers(checked)).run()
    } else {
      try LabelCommand.parse([path]).run()
      print("The project stays at \(path): winnow status \(path)")
    }
  }

  private static var temporaryPath: String {
    FileManager.default.temporaryDirectory
      .appending(path: "winnow-demo-\(UUID().uuidString.prefix(8))").path
  }
}

/// The sample data and templates that come with the program.
struct SampleProject {
  let root: URL

  private var job: String { root.appending(path: "templates/news-headlines/job.json").path }
  private var manifest: String {
    root.appending(path: "sample-data/partially-labeled.manifest").path
  }
  private var answersFile: String {
    root.appending(path: "sample-data/partially-labeled.answers.jsonl").path
  }

  /// Looks in the current folder, and above the program: it stands in the repository's `.build`.
  static func find() throws -> SampleProject {
    var places = [URL(filePath: FileManager.default.currentDirectoryPath)]
    var above = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
    while above.path != "/" {
      above.deleteLastPathComponent()
      places.append(above)
    }
    let found = places.map(SampleProject.init).first {
      FileManager.default.fileExists(atPath: $0.job)
        && FileManager.default.fileExists(atPath: $0.manifest)
    }
    guard let found else { throw SampleProjectError.notFound }
    return found
  }

  func make(at path: String) throws -> ProjectCreation.Checked {
    let creation = ProjectCreation(.init(jobPath: job, manifestPath: manifest)) { path, setup in
      try ProjectStore.create(path: path, setup: setup, now: Date())
    }
    let checked = try creation.check()
    _ = try creation.create(at: path, from: checked)
    return checked
  }

  func answers(_ checked: ProjectCreation.Checked) throws -> [Int] {
    try AnswersFile.read(path: answersFile, for: checked.manifest, labels: checked.labels)
  }
}

/// Why there is nothing to show.
enum SampleProjectError: Error, Equatable, CustomStringConvertible {
  case notFound

  var description: String {
    "sample-data and templates are not here; run this in winnow's repository"
  }
}

/// The whole job without a terminal: two scripted labelers, a line an event, the export checked.
struct ScriptedDemo {
  private let path: String
  private let gold: [Int]

  init(_ path: String, gold: [Int]) {
    self.path = path
    self.gold = gold
  }

  func run() throws {
    let opened = try OpenProject(path, for: .writing)
    let process = LoopProcess(opened, quiet: false)
    var printer = EventPrinter(store: opened.store, quiet: false)
    let labelers = try ["ana", "ben"].map { name in
      (
        ScriptedLabeler(gold: gold, labelCount: opened.project.labels.count),
        try opened.store.openSession(worker: name, process: Identity.process, now: Date())
      )
    }
    let outcome = try Simulation(
      process.prepare(), store: opened.store, labelers: labelers, gold: gold
    ).run { _ in try printer.printNew() }
    for (_, session) in labelers { try opened.store.closeSession(session, now: Date()) }
    try printer.printNew()
    try say(outcome)
  }

  private func say(_ outcome: SimulationOutcome) throws {
    print(
      String(
        format: "people %.1f %%, model %.1f %%, %d rounds, %.1f s", outcome.humanShare * 100,
        outcome.autoShare * 100, outcome.rounds, outcome.seconds))
    if let accuracy = outcome.autoAccuracy {
      print(
        String(
          format: "the model's labels are right in %.1f %% of the cases, the manifest in %.1f %%",
          accuracy * 100, outcome.manifestAccuracy * 100))
    }
    try VerifyCommand.parse([path]).run()
  }
}
