internal import Dataset

/// What a job may ask for that this version cannot do; better refused than passed over in silence.
enum JobSupport {
  static func check(_ job: LabelingJob, file: String) throws {
    let learning = job.activeLearning
    var missing: [String] = []
    if learning.model.kind != .builtIn { missing.append("Model: only \"built-in\"") }
    if case .command = learning.strategy { missing.append("Strategy: only one of the names") }
    if learning.consolidation != .majority { missing.append("Consolidation: only \"majority\"") }
    if !missing.isEmpty { throw JobSupportError(file: file, fields: missing) }
  }
}

/// The fields of a job that ask for more than this version can do.
package struct JobSupportError: Error, Equatable, CustomStringConvertible {
  package let file: String
  package let fields: [String]

  package var description: String {
    fields.map { "\(file): ActiveLearning.\($0) can be used in this version" }
      .joined(separator: "\n")
  }
}
