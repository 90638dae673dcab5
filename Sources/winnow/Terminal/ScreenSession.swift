import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Glibc
import Store
import Workbench

/// A session at this process's terminal.
struct ScreenSession {
  private let setup: SessionSetup
  private let report: ProjectReport?
  private let effects: StoreEffects
  private let project: String
  private let keeper: LoopKeeper?

  /// Makes a worker's session, or a read-only one without `session`; a `keeper` starts the
  /// project's loop whenever there is none.
  init(
    _ opened: OpenProject, worker: String, session: WorkerSession? = nil, keeper: LoopKeeper? = nil
  ) {
    report = (try? opened.store.report(now: Date())).map(opened.shown)
    setup = SessionSetup(
      jobName: Self.title(opened.project), labels: opened.project.labels,
      guide: opened.project.guide.headed(opened.project.job.taskTitle), worker: worker,
      isReadOnly: session == nil, isLead: opened.isLead, timeZone: .current,
      startsLoop: keeper != nil,
      showsASCIIOnly: !CursesTerminal.showsUTF8())
    project = opened.project.folder.path
    self.keeper = keeper
    let job = opened.project.job.name
    effects = StoreEffects(
      store: opened.store, session: session, desk: opened.isLead ? opened.desk(of: worker) : nil,
      startLoop: Self.start(keeper),
      keepInFile: { try KeptAnswersFile.write($0, job: job) },
      setTarget: { [project] target in
        _ = try SettingsEditor(project).change { $0.target = target }
      },
      control: { [project] in try JobSteering(project, resumption: "it is resumed").perform($0) })
  }

  /// Returns the job's name, with that of the project's folder where it is another: two projects may have
  /// jobs of one name.
  private static func title(_ project: Project) -> String {
    let folder = URL(filePath: project.folder.path).lastPathComponent
    let name = project.job.name
    return folder == name ? name : "\(name) in \(folder)"
  }

  /// The keeper's start; nil without one, so that the project can come to rest.
  private static func start(_ keeper: LoopKeeper?) -> (@Sendable (Date) -> Void)? {
    guard let keeper else { return nil }
    return { keeper.start(now: $0) }
  }

  /// Shows the session until the person leaves; the terminal is given back however it ends.
  func run() throws -> Workbench.Exit? {
    let now = Date()
    let trace = try ProcessInfo.processInfo.environment["WINNOW_TRACE"].map {
      try makeTrace(path: $0, now: now)
    }
    let terminal = try CursesTerminal()
    var session = Session(setup, report: report, now: now)
    runSession(&session, on: terminal, with: effects, trace: trace)
    terminal.close()
    effects.finish()
    if let file = session.context.keptIn {
      Console.error(
        "The answers of this session are in \(file); give it to the lead, who adds them by"
          + " “winnow annotate \(ShellWord.quoted(project)) FILE”")
    }
    sayWhatEnds(session.context.report)
    return session.exit
  }

  /// Says that the loop ends with the screen, if it does and the job needs it.
  private func sayWhatEnds(_ report: ProjectReport?) {
    guard keeper?.isRunning == true, report?.status.isOver != true else { return }
    Console.error(
      "The loop ends with this screen, unless a “winnow run” waits to take over: no round runs until the"
        + " screen is open again, or “winnow run \(ShellWord.quoted(project))” runs it without one."
    )
  }

  private func makeTrace(path: String, now: Date) throws -> SessionTrace {
    do {
      return try SessionTrace(path: path, setup: setup, report: report, startedAt: now)
    } catch let error as POSIXError {
      let reason = String(cString: strerror(error.code.rawValue))
      throw CommandError("\(path): cannot record the session there (WINNOW_TRACE): \(reason)")
    }
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
