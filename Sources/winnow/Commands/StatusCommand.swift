import ArgumentParser
import Domain
import Foundation
import Store
import Workbench

/// `winnow status`.
struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status", abstract: "Says how far a job is.",
    discussion: """
        winnow status news
        winnow status news --json | python3 -m json.tool
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "As JSON, with Ground Truth's and the sample's own names.")
  var json = false

  func run() throws {
    let report = try OpenProject(project, for: .reading).store.report(now: Date())
    print(json ? try StatusJSON(report).text : StatusText.lines(report).joined(separator: "\n"))
  }
}
