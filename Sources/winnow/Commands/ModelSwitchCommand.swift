import ArgumentParser
import Dataset
import Domain
import Engine
import Foundation
import Store
import Workbench

/// `winnow model switch`.
struct ModelSwitchCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "switch", abstract: "Lets the challenger give the labels from the next round on.",
    discussion: """
      The job names both models (ActiveLearning.Model and .Challenger); “winnow status” compares \
      them. What was the champion runs on as the challenger, so it can be switched back.

        winnow model switch news
      """)

  @Argument(help: "The project's folder.")
  var project: String

  func run() throws {
    let opened = try OpenProject(project, for: .writing)
    try opened.requireLead("switches its model")
    let learning = opened.project.job.activeLearning
    guard let challenger = learning.challenger else {
      throw CommandError(
        "\(opened.project.folder.job) names no ActiveLearning.Challenger, so there is nothing to "
          + "switch to")
    }
    let situation = try opened.store.situation(now: Date())
    guard !situation.status.isOver else {
      throw CommandError(
        "the job is \(situation.status.rawValue), so there is no next round for another model")
    }
    let role = situation.champion.other
    let next = role == .challenger ? challenger : learning.model
    try opened.store.switchChampion(
      to: role, name: next.name, by: Identity.worker(named: nil), now: Date())
    Console.line(EventText.text(.modelSwitched(to: next.name)))
  }
}
