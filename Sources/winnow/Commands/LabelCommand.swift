import Dataset
import ArgumentParser
import Domain
import Engine
import Foundation
import Glibc
import Store
import TerminalUI
import Workbench

/// `winnow label`.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Opens the labeling screen.",
    discussion: """
      One key labels, saves and shows the next item. The loop is started beside it if the lead \
      runs this and none is running. Several people may label one project at once.

        winnow label news
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "Do not start the loop.")
  var noLoop = false

  @Option(help: "Label as someone else (root's alone).")
  var worker: String?

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    let name = try Identity.worker(named: worker)
    let session = try opened.store.openSession(
      worker: name, process: Identity.process, now: Date())
    let keeper = opened.isLead && !noLoop ? LoopKeeper(project: project) : nil
    let effects = LiveEffects(store: opened.store, session: session, keeper: keeper)
    let screen = Screening(
      opened, worker: name, mayLabel: true, startsLoop: keeper != nil, effects: effects)
    let exit: Workbench.Exit?
    do {
      exit = try screen.run()
    } catch {
      try? opened.store.closeSession(session, now: Date())
      throw error
    }
    effects.finish()
    try opened.store.closeSession(session, now: Date())
    try Screening.end(with: exit)
  }
}

/// `winnow watch`.
struct WatchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "watch", abstract: "Opens the dashboard without labeling.",
    discussion: """
        winnow watch news
      """)

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    let opened = try OpenProject(project, for: .watching)
    let effects = LiveEffects(store: opened.store, session: nil, keeper: nil)
    let screen = Screening(
      opened, worker: try Identity.worker(named: nil), mayLabel: false, effects: effects)
    try Screening.end(with: try screen.run())
  }
}

/// A session at this process's terminal.
struct Screening {
  private let setup: Session.Setup
  private let report: ProjectReport?
  private let effects: LiveEffects

  init(
    _ opened: OpenProject, worker: String, mayLabel: Bool, startsLoop: Bool = false,
    effects: LiveEffects
  ) {
    report = try? opened.store.report(now: Date())
    setup = Session.Setup(
      jobName: opened.project.job.name, labels: opened.project.labels,
      guide: opened.project.guide.headed(opened.project.job.taskTitle), worker: worker,
      mayLabel: mayLabel, timeZone: .current,
      startsLoop: startsLoop)
    self.effects = effects
  }

  /// Shows the session until the person leaves; the terminal is given back however it ends.
  func run() throws -> Workbench.Exit? {
    let terminal = try CursesTerminal()
    var session = Session(setup, report: report, now: Date())
    var runner = effects
    runSession(&session, on: terminal, with: &runner)
    terminal.close()
    return session.exit
  }

  /// Turns how a session ended into the process's exit code.
  static func end(with exit: Workbench.Exit?) throws {
    switch exit {
    case .terminated(let signal): throw ExitCode(128 + signal)
    case .terminalLost: throw ExitCode(128 + SIGHUP)
    case .left, nil: break
    }
  }
}
