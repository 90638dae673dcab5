import Dataset
import Domain
import ExternalModel

/// The programs that a job names, checked by `init` before the first round needs them.
struct JobPrograms {
  /// The folder where relative paths begin.
  let home: String

  func check(_ job: LabelingJob, file: String) throws {
    let learning = job.activeLearning
    var faults = fault("Model") { try programs(learning.model) }
    if let challenger = learning.challenger {
      faults += fault("Challenger") { try programs(challenger) }
    }
    if case .command(let command) = learning.strategy {
      faults += fault("Strategy") {
        try ExternalStrategy(command: command, home: home).checkProgram()
      }
    }
    if !faults.isEmpty { throw ProjectError.badPrograms(file: file, faults: faults) }
  }

  private func programs(_ model: ActiveLearning.Model) throws {
    try model.backend(labels: [], jobName: "", home: home)?.checkPrograms()
  }

  private func fault(_ field: String, _ check: () throws -> Void) -> [String] {
    do {
      try check()
      return []
    } catch {
      return ["\(field): \(error)"]
    }
  }
}
