import ArgumentParser
import Dataset
import Domain
import Foundation
import Store
import Workbench

/// `winnow workers`.
struct WorkersCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "workers", abstract: "Lists who labels, and sets a worker's answers aside.",
    discussion: """
        winnow workers list news
        winnow workers set-aside news ana --reason "answered b throughout"
        winnow workers restore news ana
      """,
    subcommands: [
      WorkersListCommand.self, WorkersSetAsideCommand.self, WorkersRestoreCommand.self,
    ],
    defaultSubcommand: WorkersListCommand.self)
}

/// `winnow workers list`.
struct WorkersListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "Lists the workers with their answers and pace.",
    discussion: "  winnow workers news")

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    let workers = try OpenProject(project, for: .reading).store.report(now: Date()).workers
    for worker in workers {
      let pace = String(format: "%.0f a minute", worker.answersPerMinute)
      Console.line(
        "\(worker.name)  \(worker.answers) answers, \(pace)\(worker.isPresent ? ", here" : "")")
    }
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
