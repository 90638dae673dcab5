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
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON, with Ground Truth's and the sample's own names.")
  var json = false

  func run() throws {
    let now = Date()
    let report = try OpenProject(project, for: .reading).store.report(now: now)
    let lines = StatusText.lines(report, now: now)
    if json {
      Console.json(try StatusJSON(report).text)
    } else {
      Console.line(lines.joined(separator: "\n"))
    }
  }
}
