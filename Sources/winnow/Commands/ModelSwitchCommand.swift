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
    guard opened.isLead else { throw ModelSwitchError.notLead(project) }
    let learning = opened.project.job.activeLearning
    guard let challenger = learning.challenger else {
      throw ModelSwitchError.noChallenger(opened.project.folder.job)
    }
    let situation = try opened.store.situation(now: Date())
    guard !situation.status.isOver else { throw ModelSwitchError.isOver(situation.status) }
    let role = situation.champion.other
    let next = role == .challenger ? challenger : learning.model
    try opened.store.switchChampion(
      to: role, name: next.name, by: Identity.worker(named: nil), now: Date())
    print(EventText.text(.modelSwitched(to: next.name)))
  }
}

/// Why no model was switched.
enum ModelSwitchError: Error, Equatable, CustomStringConvertible {
  case notLead(String)
  case noChallenger(String)
  case isOver(LabelingJobStatus)

  var description: String {
    switch self {
    case .notLead(let project): "only the owner of \(project) (the lead) switches its model"
    case .isOver(let status):
      "the job is \(status.rawValue), so there is no next round for another model"
    case .noChallenger(let job):
      "\(job) names no ActiveLearning.Challenger, so there is nothing to switch to"
    }
  }
}
