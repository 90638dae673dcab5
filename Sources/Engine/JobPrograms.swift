internal import Dataset
internal import Foundation

/// The programs that a job names: missing ones are better found by `init` than by a round at night.
struct JobPrograms {
  /// Where relative paths begin.
  let home: String
  let searchPath: [String]

  init(home: String, environment: [String: String] = ProcessInfo.processInfo.environment) {
    self.home = home
    searchPath = (environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":").map(String.init)
  }

  func check(_ job: LabelingJob, file: String) throws {
    let learning = job.activeLearning
    var missing = missingPrograms("Model", learning.model)
    missing += learning.challenger.map { missingPrograms("Challenger", $0) } ?? []
    if case .command(let command) = learning.strategy, !isExecutable(command[0]) {
      missing.append(Self.words("Strategy.Command", command[0]))
    }
    if !missing.isEmpty { throw JobProgramsError(file: file, faults: missing) }
  }

  private func missingPrograms(_ field: String, _ model: ActiveLearning.Model) -> [String] {
    switch model.kind {
    case .command(let command):
      isExecutable(command[0]) ? [] : [Self.words("\(field).Command", command[0])]
    case .container(let path):
      ["train", "serve"].map { "\(path)/\($0)" }.filter { !isExecutable($0) }
        .map { Self.words("\(field).Container", $0) }
    case .builtIn, .image, .endpoint: []
    }
  }

  /// A name with a slash is a path, any other is looked for where the shell would look.
  private func isExecutable(_ program: String) -> Bool {
    if program.hasPrefix("/") { return FileManager.default.isExecutableFile(atPath: program) }
    let places = program.contains("/") ? [home] : searchPath
    return places.contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(program)") }
  }

  private static func words(_ field: String, _ program: String) -> String {
    "\(field): “\(program)” is not there or may not be run; "
      + "a path starts in the job file's folder, and chmod +x lets it run"
  }
}

/// The fields of a job whose programs cannot be used.
package struct JobProgramsError: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let faults: [String]

  package var description: String {
    faults.map { "\(file): ActiveLearning.\($0)" }.joined(separator: "\n")
  }
}
