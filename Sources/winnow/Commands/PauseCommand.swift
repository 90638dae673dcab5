import ArgumentParser
import Domain

/// `winnow pause`.
struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Lets no round begin; labeling goes on.",
    discussion: "  winnow pause news")

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    Console.line(try JobSteering(project).perform(.pause))
  }
}

/// `winnow resume`.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lets a job go on after “winnow pause” or “winnow stop”.",
    discussion: "  winnow resume news")

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    Console.line(try JobSteering(project).perform(.resume))
  }
}
