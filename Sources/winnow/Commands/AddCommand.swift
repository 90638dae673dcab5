import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow add`.
struct AddCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Adds items to a project while people work on it.",
    discussion: """
      Takes a manifest as “init” does, with or without labels; “winnow prepare” makes one of other \
      files. Lines that are in the project already are left out. Random ones of the new items are asked \
      first, and the next round begins when they are answered. A job that was over goes on.

        winnow add news friday.manifest
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The manifest with the items to add.", completion: .file())
  var manifest: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("adds items")
    try TextsFile.refuse(manifest)
    let folder = opened.project.folder
    let lock = try Self.lock(folder)
    let growth = InputGrowth(opened.project, store: opened.store)
    // Lines of a killed addition are known once they are in.
    try Self.takeIn(growth, folder)
    let lines = try lines(opened.project)
    guard lines.count > 0 else {
      return Console.line("Nothing to add: all \(lines.known) lines are in the project already.")
    }
    try growth.enqueue(lines.bytes)
    try Self.takeIn(growth, folder)
    Console.line(Self.summary(lines, total: try opened.store.counts(now: Date()).total))
    _ = consume lock
  }

  /// Waits for other commands that add items: each must know the lines of the one before.
  private static func lock(_ folder: ProjectFolder) throws -> LoopLock {
    while true {
      if let lock = try LoopLock(path: folder.additionLock) { return lock }
      Thread.sleep(forTimeInterval: 0.2)
    }
  }

  private func lines(_ project: Project) throws -> AddedLines {
    let new = try Manifest.read(
      path: manifest, attribute: project.job.labelAttributeName, labels: project.labels)
    return AddedLines(of: new, to: try project.manifest())
  }

  /// Waits until the loop has taken in all lines that wait; does it itself where no loop runs.
  private static func takeIn(_ growth: InputGrowth, _ folder: ProjectFolder) throws {
    var hasSaid = false
    while growth.isDue {
      if let lock = try LoopLock(path: folder.loopLock) {
        try growth.perform(now: Date())
        _ = consume lock
      } else {
        if !hasSaid { Console.error("The loop takes the items in before its next round; waiting.") }
        hasSaid = true
        Thread.sleep(forTimeInterval: 0.2)
      }
    }
  }

  private static func summary(_ lines: AddedLines, total: Int) -> String {
    let known =
      lines.known > 0
      ? " Left out, since the project has them: \(NumberText.counted(lines.known, "line"))."
      : ""
    return "Added \(NumberText.counted(lines.count, "item")), \(lines.labeled) of them labeled; the"
      + " project has \(NumberText.count(total)).\(known)"
  }
}
