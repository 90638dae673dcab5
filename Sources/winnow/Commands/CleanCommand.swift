import ArgumentParser
import Dataset
import Engine
import Foundation
import Glibc
import Store
import Workbench

/// `winnow clean`.
struct CleanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "clean", abstract: "Removes what neither an export nor a trace nor a round needs.",
    discussion: """
      That is: files of earlier rounds, what killed commands left, old logs, databases of versions \
      before the last update, and the partial output of a completed job. Answers, input, settings, the \
      current round and the outputs stay. Asks first, or takes --yes.

        winnow clean news --dry-run
        winnow clean news --yes
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "Only say what would be removed.")
  var dryRun = false

  @Flag(help: "Remove it without asking.")
  var yes = false

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    try opened.requireLead("cleans it up")
    guard !dryRun else { return report(try Leftovers(opened), isDone: false) }
    // While this is held, no loop can begin that reads what goes.
    guard let lock = try LoopLock(path: opened.project.folder.loopLock) else {
      throw CommandError(
        "the loop of \(project) runs, and removes its old rounds itself; end it before, or look with "
          + "--dry-run")
    }
    let found = try Leftovers(opened)
    guard !found.goes.isEmpty else { return report(found, isDone: false) }
    if !yes { try confirm(found) }
    for entry in found.goes { try FileManager.default.removeItem(atPath: entry.path) }
    report(found, isDone: true)
    _ = consume lock
  }

  private func confirm(_ found: Leftovers) throws {
    guard isatty(STDIN_FILENO) == 1, isatty(STDERR_FILENO) == 1 else {
      throw CommandError(
        "nothing was removed: there is no terminal to ask at; --yes removes, --dry-run lists what")
    }
    Console.error(found.lines(isDone: false).joined(separator: "\n") + "\nRemove it? (y/n)")
    guard ["y", "yes"].contains(readLine()?.lowercased() ?? "") else {
      throw CommandError("nothing was removed")
    }
  }

  private func report(_ found: Leftovers, isDone: Bool) {
    Console.line(found.lines(isDone: isDone).joined(separator: "\n"))
  }
}
