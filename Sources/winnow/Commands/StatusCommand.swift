import ArgumentParser
import Domain
import Foundation
import Store
import Workbench

/// `winnow status`.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Prints a job's counts, loop and accuracy.",
    discussion: """
        winnow status news
        winnow status news --json | python3 -m json.tool
        winnow status news --check

      Exit codes of --check: 0 all is in order or the job is over, 3 an alarm is open, 4 a round failed, 5 \
      no loop runs, 6 nobody labels, 7 nothing is left to label, 8 those present have answered all that \
      they may.
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON, with Ground Truth's and the sample's own names.")
  var json = false

  @Flag(help: "For monitoring: prints what needs the lead, and ends with its code.")
  var check = false

  func run() throws {
    let now = Date()
    let opened = try OpenProject(project, for: .reading)
    let report = opened.shown(try opened.store.report(now: now))
    guard !check else { return try check(report, opened.store, now: now) }
    let lines = StatusText.lines(report, now: now)
    if json {
      Console.json(try StatusJSON(report, now: now).text)
    } else {
      Console.line(lines.joined(separator: "\n"))
    }
  }

  private func check(_ report: ProjectReport, _ store: ProjectStore, now: Date) throws {
    let attention = report.attention(
      isWaitingForOthers: try store.isWaitingForOthers(now: now), now: now)
    let isPaused = report.settings.isPaused && !report.status.isOver
    if isPaused {
      Console.line("The job is paused: no round begins. “winnow resume” lets it go on.")
    }
    let fine = isPaused ? "All else is in order." : "All is in order."
    Console.line(
      attention.isEmpty
        ? fine
        : attention.map { AttentionText.text($0, report) }.joined(separator: "\n"))
    let code = attention.map(AttentionText.exitCode).first { $0 != 0 }
    if let code { throw ExitCode(code) }
  }
}
