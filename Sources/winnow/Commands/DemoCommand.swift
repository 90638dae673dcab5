import ArgumentParser
import Foundation
import Glibc

/// `winnow demo`.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo", abstract: "Makes a project from the sample data and opens it.",
    discussion: """
      A fifth of the headlines is labeled already, so the loop starts at once. Without a terminal, or \
      with --simulate, scripted labelers answer and the progress is printed.

        winnow demo
        winnow demo my-demo --simulate
      """)

  @Argument(help: "The project's folder (default: a new temporary folder).")
  var project: String?

  @Flag(help: "Let scripted labelers answer from the gold labels.")
  var simulate = false

  func run() throws {
    let demo = try DemoProject.find()
    let path = project ?? Self.temporaryPath
    let checked = try demo.make(at: path)
    if simulate || isatty(STDOUT_FILENO) == 0 || isatty(STDIN_FILENO) == 0 {
      try ScriptedDemo(path, gold: demo.answers(checked)).run()
    } else {
      try LabelCommand.parse([path]).run()
      Console.line("The project is kept at \(path): winnow status \(path)")
    }
  }

  private static var temporaryPath: String {
    FileManager.default.temporaryDirectory
      .appending(path: "winnow-demo-\(UUID().uuidString.prefix(8))").path
  }
}
