import ArgumentParser
import Dataset
import Domain
import Foundation
import Store
import Workbench

/// `winnow workers`.
struct WorkersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers",
    abstract: "Lists who labels and how well, pauses a worker, sets a worker's answers aside.",
    discussion: """
        winnow workers news
        winnow workers pause news ana --reason "please read the guide again"
        winnow workers set-aside news ana --reason "answered b throughout"
        winnow workers restore news ana
      """,
    subcommands: [
      WorkersListCommand.self, WorkersPauseCommand.self, WorkersResumeCommand.self,
      WorkersBreakLeasesCommand.self, WorkersSetAsideCommand.self, WorkersRestoreCommand.self,
    ],
    defaultSubcommand: WorkersListCommand.self)
}

/// `winnow workers list`.
struct WorkersListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list",
    abstract: "Lists the workers with their answers, pace, and agreement with each other.",
    discussion: """
      “shared” are the items that others labeled, too, “as others” the share of the others' answers \
      that equal the worker's, “right” the share of the worker's answers that are right as the \
      Dawid–Skene method finds it. “winnow agreement” has the rest.

        winnow workers news
        winnow workers news --json
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON, with the agreement by pair and by label.")
  var json = false

  func run() throws {
    let store = try OpenProject(project, for: .reading).store
    let (report, agreement) = try store.reportWithAgreement(now: Date())
    guard !json else { return Console.json(try AgreementJSON(agreement, report).text) }
    let text = AgreementText(
      agreement, labels: report.labels, opinions: report.settings.opinions)
    let lines = WorkersText.lines(report.workers, agreement, text)
    Console.line(lines.joined(separator: "\n"))
  }
}

/// `winnow workers set-aside`.
struct WorkersSetAsideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-aside",
    abstract: "Lets a worker's answers count no longer; their items are in the pool again.",
    discussion: "  winnow workers set-aside news ana --reason \"answered b throughout\"")

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The worker's name.")
  var worker: String

  @Option(help: "Why; it is kept.")
  var reason: String

  func validate() throws { try Reason.check(reason) }

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("sets answers aside")
    try opened.requireWorker(worker)
    let count = try opened.store.setAside(
      worker: worker, by: Identity.worker(named: nil), because: reason, now: Date())
    Console.line("\(count) answers of \(worker) are set aside; “winnow workers restore” undoes it.")
  }
}

/// `winnow workers restore`.
struct WorkersRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Lets answers that were set aside count again.",
    discussion: "  winnow workers restore news ana")

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The worker's name.")
  var worker: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("sets answers aside")
    try opened.requireWorker(worker)
    let count = try opened.store.restoreSetAside(
      worker: worker, by: Identity.worker(named: nil), now: Date())
    Console.line("\(count) answers of \(worker) count again.")
  }
}

/// `winnow workers pause`.
struct WorkersPauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Hands a worker no more items; the worker's screen says why.",
    discussion: "  winnow workers pause news ana --reason \"please read the guide again\"")

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The worker's name.")
  var worker: String

  @Option(help: "Why; the worker reads it.")
  var reason: String

  func validate() throws { try Reason.check(reason) }

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("pauses workers")
    try opened.requireWorker(worker)
    let isNew = try opened.store.pause(
      worker: worker, by: Identity.worker(named: nil), because: reason, now: Date())
    Console.line(
      isNew
        ? "\(worker) is paused: no more items until “winnow workers resume \(project) \(worker)”."
        : "\(worker) is paused already, for this reason.")
  }
}

/// `winnow workers resume`.
struct WorkersResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Hands items to a paused worker again.",
    discussion: "  winnow workers resume news ana")

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The worker's name.")
  var worker: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("resumes workers")
    try opened.requireWorker(worker)
    let wasPaused = try opened.store.resume(
      worker: worker, by: Identity.worker(named: nil), now: Date())
    Console.line(wasPaused ? "\(worker) gets items again." : "\(worker) was not paused.")
  }
}

/// `winnow workers break-leases`.
struct WorkersBreakLeasesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "break-leases",
    abstract: "Gives the items in a worker's hands to whoever asks next.",
    discussion: """
      An answer that the worker gives all the same counts if it is the first.

        winnow workers break-leases news ana
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The worker's name.")
  var worker: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("breaks leases")
    try opened.requireWorker(worker)
    let count = try opened.store.breakLeases(
      of: worker, by: Identity.worker(named: nil), now: Date())
    Console.line("\(NumberText.counted(count, "item")) of \(worker) can go to others.")
  }
}

/// A reason that is kept.
private enum Reason {
  static func check(_ reason: String) throws {
    guard !reason.allSatisfy(\.isWhitespace) else {
      throw ValidationError("--reason says why in a few words")
    }
  }
}

extension OpenProject {
  /// Throws unless somebody of this name has opened a session here.
  fileprivate func requireWorker(_ name: String) throws {
    let names = try store.report(now: Date()).workers.map(\.name)
    guard !names.contains(name) else { return }
    let nearest = NearestName.of(name, among: names).map { "; did you mean “\($0)”?" }
    throw CommandError(
      "nobody named “\(name)” has labeled here\(nearest ?? "; “winnow workers” lists who has")")
  }
}
