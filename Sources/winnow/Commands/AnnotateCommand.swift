import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow annotate`.
struct AnnotateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "annotate", abstract: "Adds answers that a screen kept in a file.",
    discussion: """
      A labeling screen that cannot save keeps its answers in a file, if asked. Answers that the
      project has already are passed over, so a file may be added twice.

        winnow annotate news winnow-news-headlines-1795754096.jsonl
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The file.")
  var file: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("adds answers from a file")
    let result = try opened.store.add(
      answers(opened.project.labels, try opened.project.manifest()), process: Identity.process,
      now: Date())
    Console.line(
      "\(NumberText.counted(result.added, "answer")) added, \(result.known) were there already,"
        + " \(result.late) came too late to count.")
  }

  /// Returns why no screen can have kept an answer; nil if one can.
  private static func fault(of answer: KeptAnswer) -> String? {
    guard Identity.isName(answer.workerId) else {
      return "“workerId” is no name: 1–64 letters, digits, -, _, . or @"
    }
    guard 0...86_400 ~= answer.secondsSpent else {
      return "“secondsSpent” is no time of a day at most"
    }
    guard 0...Date().timeIntervalSince1970 + 86_400 ~= answer.acceptedAt.timeIntervalSince1970
    else {
      return "“acceptedAt” is no time between 1970 and now"
    }
    guard answer.rejected?.words.map(RejectReason.isReason) ?? true else {
      return "the reason is not one line of at most \(RejectReason.longest) characters"
    }
    return nil
  }

  /// Returns the file's answers with their labels' indices; throws if one is of another project.
  private func answers(
    _ labels: LabelSet, _ manifest: Manifest
  ) throws -> [(answer: KeptAnswer, label: Int?)] {
    let answers = try KeptAnswersFile.read(file)
    guard !answers.isEmpty else { throw CommandError("\(file) has no answer") }
    return try answers.enumerated().map { place, answer in
      func fault(_ what: String) -> CommandError { CommandError("\(file):\(place + 1): \(what)") }
      guard 0..<manifest.count ~= answer.item, manifest.text(of: answer.item) == answer.source
      else { throw fault("line \(answer.line) of the project's input is not that text") }
      if let what = Self.fault(of: answer) { throw fault(what) }
      guard let name = answer.label else {
        guard answer.rejected != nil else { throw fault("neither a label nor a rejection") }
        return (answer, nil)
      }
      let ever = labels.labels.indices.first { labels.isName(name, of: $0) }
      guard let label = labels.index(ofName: name) ?? ever else {
        throw fault("the job has no label “\(name)”")
      }
      return (answer, label)
    }
  }
}
