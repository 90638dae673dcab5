import ArgumentParser
import Domain
import Foundation
import Store
import Workbench

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
    commandName: "resume", abstract: "Lets a job go on after “winnow pause” or “winnow stop”.",
    discussion: "  winnow resume news")

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    let editor = try SettingsEditor(project)
    let settings = try editor.change {
      $0.isPaused = false
      $0.isStopped = nil
    }
    let store = try editor.openedByLead("resumes its job").store
    _ = try store.resume(by: Identity.worker(named: nil), now: Date())
    if let condition = settings.stoppingCondition(try store.counts(now: Date())) {
      Console.line("\(EventText.text(.stopping(condition))) “winnow set” changes the condition.")
    } else {
      Console.line("Resumed: the next round begins when it is due.")
    }
  }
}
