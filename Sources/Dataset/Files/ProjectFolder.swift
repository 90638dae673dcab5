package import Domain

/// Where everything of a project lies.
package struct ProjectFolder: Sendable, Equatable {
  package let path: String

  package init(path: String) {
    self.path = path
  }

  package var database: String { file("project.sqlite") }
  /// The input, byte for byte as it was given to `init`.
  package var input: String { file("input.manifest") }
  /// Where the input's lines stand.
  package var lineIndex: String { file("input.lines") }
  package var job: String { file("job.json") }
  /// Says in which folder the job's file was, where its commands' relative paths begin.
  package var home: String { file("job.home") }
  /// What the lead has changed since.
  package var settings: String { file("settings.json") }
  package var labelCategories: String { file("label-categories.json") }
  package var template: String { file("worker-task-template") }
  /// The neighbor graph over the input's texts.
  package var graph: String { file("graph") }
  /// Which items are nearly the same.
  package var stacks: String { file("stacks") }
  /// The file that the loop's process locks as long as it lives: one that is always there, so that
  /// nobody can remove the lock without the project.
  package var loopLock: String { input }
  package var log: String { file("winnow.log") }
  package var rounds: String { file("rounds") }
  /// What the loop that a screen started wrote to standard error, a crash's last lines too.
  package var loopLog: String { "\(rounds)/loop.log" }
  package var partialOutput: String { file("output/intermediate/input.manifest") }
  package var finalOutput: String { file("output/final_output.manifest") }

  /// The folders that a new project has.
  package var folders: [String] { [path, rounds, file("output"), file("output/intermediate")] }

  /// A file of one round.
  package func round(_ number: Int, _ file: RoundFile, of role: ModelRole = .model) -> String {
    "\(round(number, of: role))/\(file.rawValue)"
  }

  /// Where one of two models keeps a round's files.
  package func round(_ number: Int, of role: ModelRole) -> String {
    role == .model ? round(number) : "\(round(number))/\(role.rawValue)"
  }

  package func round(_ number: Int) -> String { "\(rounds)/\(number)" }

  private func file(_ name: String) -> String { "\(path)/\(name)" }
}
