internal import ArgumentParser
internal import Dataset
internal import Dispatch
internal import Engine
internal import Foundation
internal import Glibc
internal import SQLiteStore

/// `winnow run`.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run", abstract: "Runs the loop without a screen: a line an event.",
    discussion: """
      One loop a project: a second one waits and takes over when the first one ends. It can be
      killed at any instant and goes on where it was.

        winnow run news --until-done
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "End when the job is over, instead of waiting for answers taken back.")
  var untilDone = false

  @Flag(help: "Print nothing but errors.")
  var quiet = false

  @Flag(help: .hidden)
  var withParent = false

  func run() throws {
    let opened = try OpenProject(project)
    guard opened.isLead else { throw RunError.notLead(project) }
    if withParent { LoopProcess.endWithParent() }
    let signals = LoopProcess.endOnSignals(quiet: quiet)
    defer { withExtendedLifetime(signals) {} }
    let lock = try LoopProcess.waitForLock(opened.project.folder, quiet: quiet)
    do {
      try LoopProcess(opened, untilDone: untilDone, quiet: quiet).run()
    } catch {
      // The screens have no other way to hear of it.
      try? opened.store.note("The loop ended: \(error)", now: Date())
      throw error
    }
    // The lock is held until here.
    _ = consume lock
  }
}

/// Why the loop does not run.
enum RunError: Error, Equatable, CustomStringConvertible {
  case notLead(String)

  var description: String {
    switch self {
    case .notLead(let project): "only the owner of \(project) (the lead) runs its loop"
    }
  }
}
