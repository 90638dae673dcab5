import ArgumentParser
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow label`.
struct LabelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "label", abstract: "Opens the labeling screen.",
    discussion: """
      One key labels, saves and shows the next item. The loop is started beside it if the lead \
      runs this and none is running. Several people may label one project at once.

      WINNOW_TRACE=FILE records the session, for a bug report that can be replayed. The file holds \
      the texts that were shown; only its owner can read it.

      Given a file of texts instead of a project, it offers to make one of it.

        winnow label news
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Flag(help: "Do not start the loop.")
  var noLoop = false

  @Option(help: "Label as someone else (root's alone).")
  var worker: String?

  func run() throws {
    let opened = try OpenProject(ProjectOffer(file: project)?.accepted() ?? project, for: .writing)
    let name = try Identity.worker(named: worker)
    let session = try opened.store.openSession(
      worker: name, process: Identity.process, now: Date())
    let keeper = opened.isLead && !noLoop ? LoopKeeper(folder: opened.project.folder) : nil
    let screen = ScreenSession(opened, worker: name, session: session, keeper: keeper)
    let exit: Workbench.Exit?
    do {
      exit = try screen.run()
    } catch {
      try? opened.store.closeSession(session, now: Date())
      throw error
    }
    try opened.store.closeSession(session, now: Date())
    try ScreenSession.end(with: exit)
  }
}
