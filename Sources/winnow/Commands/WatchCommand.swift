import ArgumentParser

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
    let worker = try Identity.worker(named: nil)
    try ScreenSession.end(with: try ScreenSession(opened, worker: worker).run())
  }
}
