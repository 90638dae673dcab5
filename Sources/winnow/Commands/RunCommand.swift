import Logging
import Dataset
import ArgumentParser
import CProcess
import Domain
import Dispatch
import Engine
import ExternalModel
import Foundation
import Glibc
import Store

/// `winnow run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the loop without a screen: a line an event.",
    discussion: """
      One loop a project: a second one waits and takes over when the first one ends. It can be \
      killed at any instant and goes on where it was.

        winnow run news --until-done
        winnow run news --once          # from cron: what is due now, and no more
        winnow run news --notify ./tell-me.sh
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "End when the job is over, instead of waiting for answers taken back.")
  var untilDone = false

  @Flag(help: "Do what is due now and end.")
  var once = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Option(
    help: """
      A program, or an address (http, https, unix), that is told of the job's end, a failed round, an \
      alarm, that nobody has labeled for 15 minutes, that those present have answered all that they may, \
      and that nothing is left to label: one line of JSON \
      each.
      """)
  var notify: String?

  @Flag(help: .hidden)
  var withParent = false

  /// Ends the process by SIGKILL in the midst of a step: for tests of what is left then.
  @Option(help: .hidden, transform: { LoopStep(rawValue: $0) })
  var killAt: LoopStep??

  @OptionGroup var log: LogOptions

  func validate() throws {
    guard notify != "" else { throw ValidationError("--notify names a program or an address") }
  }

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("runs its loop")
    let receiver = try notify.map {
      try NoticeReceiver($0, home: FileManager.default.currentDirectoryPath)
    }
    if withParent { LoopProcess.endWithParent() }
    LoopProcess.makeWayForPeople()
    // A pool that is given up at rest leaves the process, too.
    cp_give_back_memory()
    let signals = LoopProcess.endOnSignals(quiet: quiet)
    defer { withExtendedLifetime(signals) {} }
    let notifier = receiver.map {
      Notifier(
        $0, of: opened.project.folder.path, store: opened.store,
        log: ProjectLog.logger("loop", in: opened.project.folder, level: log.logLevel.level))
    }
    let lock = try LoopProcess.waitForLock(
      opened.project.folder, quiet: quiet, notifier: notifier)
    do {
      try LoopProcess(
        opened, quiet: quiet, logLevel: log.logLevel.level, notifier: notifier
      ).run(until: end, killAt: killAt ?? nil)
    } catch let error as CommandError where error.exitCode != nil {
      Console.error("\(error)")
      throw ExitCode(error.exitCode ?? 1)
    } catch {
      let logger = ProjectLog.logger(
        "loop", in: opened.project.folder, level: log.logLevel.level)
      logger.error("ended", metadata: ["error": "\(error)"])
      // The screens have no other way to hear of it; the log has it where the store cannot.
      try? opened.store.note(.loopEnded(reason: "\(error)"), now: Date())
      throw error
    }
    // The lock is held until here.
    _ = consume lock
  }
}

extension RunCommand {
  private var end: LoopProcess.End {
    if once { return .nothingIsDue }
    return untilDone ? .theJobIsOver : .aSignal
  }
}
