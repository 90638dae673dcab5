package import Domain
import Foundation

/// The paths of a project's files.
package struct ProjectFolder: Sendable, Equatable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package var database: String { file("project.sqlite") }
  /// The input manifest, a copy of the file that `init` read.
  package var input: String { file("input.manifest") }
  /// The length and checksum of the input.
  package var inputSeal: String { file("input.seal") }
  /// The lead's record of the answers in the database.
  package var answerSeal: String { file("answers.seal") }
  /// The lead's record of the decisions in the database.
  package var decisionSeal: String { file("decisions.seal") }
  /// The line index of the input.
  package var lineIndex: String { file("input.lines") }
  package var job: String { file("job.json") }
  /// The folder that the job file was in: relative paths of its commands start there.
  package var home: String { file("job.home") }
  /// The settings that the lead changed since.
  package var settings: String { file("settings.json") }
  package var labelCategories: String { file("label-categories.json") }
  /// The keys of the labels, as `init` chose them.
  package var labelKeys: String { file("label-keys.json") }
  /// The lead's changes of the labels since.
  package var labelChanges: String { file("label-changes.json") }
  /// The model of an earlier job that this one starts with, if any.
  package var startModel: String { file("start-model.winnow") }
  package var template: String { file("worker-task-template") }
  /// The neighbor graph over the input's texts.
  package var graph: String { file("graph") }
  /// The stacks of near-duplicates.
  package var stacks: String { file("stacks") }
  /// The file that the loop's process locks while it runs.
  ///
  /// Nobody but the lead may open it: a lock takes no more than the right to read.
  package var loopLock: String { file("loop.lock") }
  package var log: String { file("winnow.log") }
  package var rounds: String { file("rounds") }
  /// The standard error of a loop that a screen started, with a crash's last lines.
  package var loopLog: String { "\(rounds)/loop.log" }
  /// The lines that wait to be added, in order of the number.
  package func addition(_ number: Int) -> String { "\(rounds)/added-\(number).manifest" }
  /// The file that a command locks while it adds items.
  package var additionLock: String { "\(rounds)/adding.lock" }
  /// The numbers of the additions that wait, in order.
  package var additions: [Int] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: rounds)) ?? []
    return names.compactMap {
      $0.wholeMatch(of: /added-(\d{1,9})\.manifest/).flatMap { Int($0.1) }
    }.sorted()
  }
  package var output: String { file("output") }
  package var partialOutput: String { file("output/intermediate/input.manifest") }
  package var finalOutput: String { file("output/final_output.manifest") }

  /// The folders that a new project has.
  package var folders: [String] { [path, rounds, output, file("output/intermediate")] }

  /// A file of one round.
  package func round(_ number: Int, _ file: RoundFile, of role: ModelRole = .model) -> String {
    "\(round(number, of: role))/\(file.rawValue)"
  }

  /// The folder of a round's files of one of two models.
  package func round(_ number: Int, of role: ModelRole) -> String {
    role == .model ? round(number) : "\(round(number))/\(role.rawValue)"
  }

  package func round(_ number: Int) -> String { "\(rounds)/\(number)" }

  /// The folder of what each round predicted, in a few bytes an item, which stays.
  package var scores: String { "\(rounds)/scores" }

  package func scores(_ round: Int) -> String { "\(scores)/\(round)" }

  private func file(_ name: String) -> String { "\(path)/\(name)" }
}
