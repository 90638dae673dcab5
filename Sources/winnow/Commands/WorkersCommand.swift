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
        winnow workers invite news ana
      """,
    subcommands: [
      WorkersListCommand.self, WorkersPauseCommand.self, WorkersResumeCommand.self,
      WorkersBreakLeasesCommand.self, WorkersSetAsideCommand.self, WorkersRestoreCommand.self,
      WorkersInviteCommand.self,
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
      Dawid–Skene method finds it, “gold” the right ones of the answers to items whose label is known \
      (“winnow set --gold-share”). “winnow agreement” has the rest.

        winnow workers news
        winnow workers news --json
      """)

  @OptionGroup var asked: AgreementArguments

  func run() throws {
    try asked.show { WorkersText.lines($0.workers, $1, $2) }
  }
}

/// `winnow workers set-aside`.
struct WorkersSetAsideCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "set-aside",
    abstract: "Lets a worker's answers count no longer; their items are in the pool again.",
    discussion: "  winnow workers set-aside news ana --reason \"answered b throughout\"")

  @OptionGroup var about: WorkerArguments

  @Option(help: "Why; it is kept.")
  var reason: String

  func validate() throws { try Reason.check(reason) }

  func run() throws {
    let opened = try about.open(to: "sets answers aside")
    let count = try opened.store.setAside(
      worker: about.worker, by: Identity.worker(named: nil), because: reason, now: Date())
    Console.line(
      count == 0
        ? "Nothing to do: no answer of \(about.worker) counts now."
        : "\(NumberText.counted(count, "answer")) of \(about.worker) set aside; “winnow workers "
          + "restore” undoes it.")
  }
}

/// `winnow workers restore`.
struct WorkersRestoreCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "restore", abstract: "Lets answers that were set aside count again.",
    discussion: "  winnow workers restore news ana")

  @OptionGroup var about: WorkerArguments

  func run() throws {
    let opened = try about.open(to: "sets answers aside")
    let count = try opened.store.restoreSetAside(
      worker: about.worker, by: Identity.worker(named: nil), now: Date())
    Console.line("\(count) answers of \(about.worker) count again.")
  }
}

/// `winnow workers pause`.
struct WorkersPauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause",
    abstract: "Hands a worker no more items; the worker's screen says why.",
    discussion: "  winnow workers pause news ana --reason \"please read the guide again\"")

  @OptionGroup var about: WorkerArguments

  @Option(help: "Why; the worker reads it.")
  var reason: String

  func validate() throws { try Reason.check(reason) }

  func run() throws {
    let opened = try about.open(to: "pauses workers")
    let isNew = try opened.store.pause(
      worker: about.worker, by: Identity.worker(named: nil), because: reason, now: Date())
    Console.line(
      isNew
        ? "\(about.worker) is paused: no more items until “winnow workers resume \(about.project) \(about.worker)”."
        : "\(about.worker) is paused already, for this reason.")
  }
}

/// `winnow workers resume`.
struct WorkersResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Hands items to a paused worker again.",
    discussion: "  winnow workers resume news ana")

  @OptionGroup var about: WorkerArguments

  func run() throws {
    let opened = try about.open(to: "resumes workers")
    let wasPaused = try opened.store.resume(
      worker: about.worker, by: Identity.worker(named: nil), now: Date())
    Console.line(
      wasPaused ? "\(about.worker) gets items again." : "\(about.worker) was not paused.")
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

  @OptionGroup var about: WorkerArguments

  func run() throws {
    let opened = try about.open(to: "breaks leases")
    let count = try opened.store.breakLeases(
      of: about.worker, by: Identity.worker(named: nil), now: Date())
    Console.line("\(NumberText.counted(count, "item")) of \(about.worker) can go to others.")
  }
}
