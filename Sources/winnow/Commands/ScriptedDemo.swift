import ArgumentParser
import Domain
import Engine
import Foundation
import Store
import Workbench

/// The demo without a terminal: two scripted labelers, a line for each event, a verified export.
struct ScriptedDemo {
  private let path: String
  private let gold: [Int]

  init(_ path: String, gold: [Int]) {
    self.path = path
    self.gold = gold
  }

  func run() throws {
    let opened = try OpenProject(path, for: .writing)
    let process = LoopProcess(opened, quiet: false)
    var printer = EventPrinter(store: opened.store, quiet: false)
    let labelers = try ["ana", "ben"].map { name in
      (
        ScriptedLabeler(gold: gold, labelCount: opened.project.labels.count),
        try opened.store.openSession(worker: name, process: Identity.process, now: Date())
      )
    }
    let outcome = try Simulation(
      process.prepare(opened.project.manifest()), store: opened.store, labelers: labelers,
      gold: gold
    ).run { _ in try printer.printNew() }
    for (_, session) in labelers { try opened.store.closeSession(session, now: Date()) }
    try printer.printNew()
    try printResult(outcome, opened.store.counts(now: Date()))
  }

  private func printResult(_ outcome: SimulationOutcome, _ counts: Counts) throws {
    let seconds = NumberText.decimal(outcome.seconds, places: 1)
    Console.line(
      "people \(NumberText.percent(counts.share(counts.human))), "
        + "model \(NumberText.percent(counts.share(counts.auto))), "
        + "\(NumberText.counted(outcome.rounds, "round")), \(seconds) s")
    if let accuracy = outcome.autoAccuracy {
      Console.line(
        "accuracy: \(NumberText.percent(accuracy)) of the model's labels, "
          + "\(NumberText.percent(outcome.manifestAccuracy)) of the manifest")
    }
    try VerifyCommand.parse([path]).run()
  }
}
