import Domain
import ArgumentParser

/// `winnow pause`.
struct PauseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "pause", abstract: "Lets no round begin; labeling goes on.",
    discussion: "  winnow pause news")

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    _ = try SettingsEditor(project).change { $0.isPaused = true }
    Console.line("Paused: no round begins until “winnow resume \(project)”; labeling goes on.")
  }
}

/// `winnow resume`.
struct ResumeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "resume", abstract: "Lets rounds begin again after “winnow pause”.",
    discussion: "  winnow resume news")

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    _ = try SettingsEditor(project).change { $0.isPaused = false }
    Console.line("Resumed: the next round begins when it is due.")
  }
}
