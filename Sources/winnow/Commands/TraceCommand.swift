import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow trace`.
struct TraceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "trace", abstract: "Tells the life of one item: tasks, answers, rounds, label.",
    discussion: """
      The item is named by the “id” key of its line, or by the number of the line in the input, from 1. \
      Times are UTC.

        winnow trace news 412
        winnow trace news news-00412 --json
      """)

  @Argument(help: "The project's folder.")
  var project: String

  @Argument(help: "The item's “id”, or the number of its line.")
  var id: String

  @Flag var naming: ItemNaming?

  @Flag(help: "As JSON.")
  var json = false

  func run() throws {
    let opened = try OpenProject(project, for: .reading)
    let manifest = try opened.project.manifest()
    let item = try NamedItems(manifest: manifest, naming: naming).find([id])[0]
    let report = try opened.store.report(now: Date())
    let situation = try opened.store.situation(now: Date())
    let whole = try opened.store.history(of: item)
    if let refusal = Self.refusal(whole, isLead: opened.isLead) { throw refusal }
    let history = opened.isLead ? whole : whole.withoutGold
    let prediction = opened.archive.prediction(
      of: item, round: situation.currentRound, champion: situation.champion)
    let scores = opened.archive.scores(of: item, through: situation.currentRound)
    guard !json else {
      let trace = ItemTraceJSON(history, prediction, scores, report, manifest)
      return Console.json(try trace.json)
    }
    let text = TraceText(history, report, prediction: prediction, scores: scores).lines
    Console.line((head(item, opened, manifest) + text).joined(separator: "\n"))
  }

  /// Returns why a history is not shown: it would tell a worker what others answered to a blind question,
  /// and what the model predicts.
  static func refusal(_ history: ItemHistory, isLead: Bool) -> CommandError? {
    guard !isLead, history.task != nil else { return nil }
    return CommandError(
      "line \(history.item + 1) waits for answers, which are given blind; its trace is the lead's "
        + "until it is answered")
  }

  private func head(_ item: Item.ID, _ opened: OpenProject, _ manifest: Manifest) -> [String] {
    let shown = manifest.item(at: item, contextKeys: opened.project.contextKeys)
    let name = manifest.identifier(of: item).map { ", id \($0)" } ?? ""
    let line = manifest.withLine(of: item) { String(decoding: $0, as: UTF8.self) }
    return ["line \(item + 1)\(name)", "  text: \(InertText.of(shown.text))"]
      + shown.context.map { "  \(InertText.of("\($0.key): \($0.value)"))" }
      + ["  input: \(InertText.of(line, limit: 4_000))", "history (UTC)"]
  }
}
