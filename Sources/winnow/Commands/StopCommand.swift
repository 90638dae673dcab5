import ArgumentParser
import Domain

/// `winnow stop`.
struct StopCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stop", abstract: "Ends a job before all is labeled; “winnow resume” undoes it.",
    discussion: """
      No more items are handed out. Items that labelers have on their screens may still be answered; \
      then the partial manifest is written and the job is over.

        winnow stop news
      """)

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    Console.line(try JobSteering(project).perform(.stop))
  }
}
