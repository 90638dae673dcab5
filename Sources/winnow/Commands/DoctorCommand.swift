import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation

/// `winnow doctor`.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Says what machine, terminal and project lack; changes nothing.",
    discussion: """
      A line each: ok, note or problem, with what to do. Ends with 1 if there is a problem.

        winnow doctor
        winnow doctor news
        winnow doctor news --json
      """)

  @Argument(help: "The project's folder.")
  var project: String?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let found = project.map(Self.lines(ofProject:)) ?? (lines: [], needsDocker: false)
    let folders = [
      project ?? FileManager.default.currentDirectoryPath,
      FileManager.default.temporaryDirectory.path,
    ]
    let machine = MachineCheck(folders: folders, needsDocker: found.needsDocker)
    let lines =
      [.ok("winnow", "version \(Version.current)")] + machine.lines + TerminalCheck().lines
      + found.lines
    if json {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      Console.json(String(decoding: try encoder.encode(lines), as: UTF8.self))
    } else {
      Console.line(lines.map(\.line).joined(separator: "\n"))
    }
    if lines.contains(where: { $0.state == .problem }) { throw ExitCode(1) }
  }

  private static func lines(ofProject path: String) -> (lines: [Diagnosis], needsDocker: Bool) {
    let folder = ProjectFolder(path: path)
    do {
      let opened = try OpenProject(path, for: .reading)
      let lines =
        FolderCheck(folder: folder).lines + ProjectCheck(opened: opened, now: Date()).lines
      return (lines, opened.project.job.needsDocker)
    } catch {
      let reason = "\(ErrorText.readable(error))"
      guard FileManager.default.fileExists(atPath: folder.database) else {
        return (
          [.problem("project", reason, remedy: "winnow init \(ShellWord.quoted(path)) …")], false
        )
      }
      let line =
        reason.contains("is damaged")
        ? ProjectCheck.damaged("it cannot be opened", folder)
        : Diagnosis.problem("project", reason, remedy: "see the message")
      return (FolderCheck(folder: folder).lines + [line], false)
    }
  }
}

extension LabelingJob {
  /// Whether a model of the job runs as an image.
  fileprivate var needsDocker: Bool {
    [activeLearning.model, activeLearning.challenger].contains { model in
      if case .image = model?.kind { true } else { false }
    }
  }
}
