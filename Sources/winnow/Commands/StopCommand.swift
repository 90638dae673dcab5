import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

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
    let editor = try SettingsEditor(project)
    let opened = try editor.openedByLead("stops its job")
    _ = try editor.change { $0.isStopped = true }
    try opened.store.endTasks(because: .lead, by: Identity.worker(named: nil), now: Date())
    // A loop that runs does the rest; else it is done here.
    if let lock = try LoopLock(path: opened.project.folder.loopLock) {
      try LoopProcess(opened, quiet: true).run(until: .nothingIsDue, killAt: nil)
      _ = consume lock
    }
    Console.line(try outcome(opened))
  }

  private func outcome(_ opened: OpenProject) throws -> String {
    let report = try opened.store.report(now: Date())
    guard report.status == .stopping else {
      return
        "\(LoopText(report, now: Date()).sentence). \(opened.project.folder.partialOutput) has what is labeled."
    }
    let held = NumberText.counted(report.counts.leased, "item")
    return
      "Stopping: labelers may still answer \(held) on their screens; then the partial manifest is "
      + "written and the job is over. “winnow workers break-leases” takes the items back at once."
  }
}
