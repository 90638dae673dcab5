import ArgumentParser
import Domain
import Engine
import Foundation
import Store

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
      process.prepare(), store: opened.store, labelers: labelers, gold: gold
    ).run { _ in try printer.printNew() }
    for (_, session) in labelers { try opened.store.closeSession(session, now: Date()) }
    try printer.printNew()
    try printResult(outcome)
  }

  private func printResult(_ outcome: SimulationOutcome) throws {
    print(
      String(
        format: "people %.1f %%, model %.1f %%, %d rounds, %.1f s", outcome.humanShare * 100,
        outcome.autoShare * 100, outcome.rounds, outcome.seconds))
    if let accuracy = outcome.autoAccuracy {
      print(
        String(
          format: "accuracy: %.1f %% of the model's labels, %.1f %% of the manifest",
          accuracy * 100, outcome.manifestAccuracy * 100))
    }
    try VerifyCommand.parse([path]).run()
  }
}
